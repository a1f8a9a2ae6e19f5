from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebHomeConfig(AppConfig):
    name = "plenum.web.home"
    label = "web_home"

    def ready(self) -> None:
        from plenum.documents.queries.desk import waiting_count
        from plenum.web.layout.navigation import Place, register

        register(Place(name=_("My desk"), url="home:desk", icon="layout-dashboard", order=0, count=waiting_count))
