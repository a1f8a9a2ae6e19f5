from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConferencesConfig(AppConfig):
    name = "plenum.web.conferences"
    label = "web_conferences"

    def ready(self) -> None:
        from plenum.web.conferences.fragments import serve
        from plenum.web.layout.navigation import Place, register

        register(Place(name=_("Conferences"), url="conferences:list", icon="presentation", order=30))
        serve()
