from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebDocumentsConfig(AppConfig):
    name = "plenum.web.documents"
    label = "web_documents"

    def ready(self) -> None:
        from plenum.directory.rules import can_administer
        from plenum.web.layout.navigation import Place, register

        register(Place(name=_("Incoming documents"), url="documents:incoming", icon="inbox", order=10))
        register(
            Place(name=_("Electronic scope"), url="documents:scope", icon="file-check", order=80, may=can_administer)
        )
