from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebDirectoryConfig(AppConfig):
    name = "plenum.web.directory"
    label = "web_directory"

    def ready(self) -> None:
        from plenum.directory.queries.rights import waiting_for
        from plenum.directory.rules import can_administer
        from plenum.web.layout.navigation import Place, register

        register(Place(name=_("Directory"), url="directory:index", icon="address-book", order=80))
        register(
            Place(
                name=_("Administration"),
                url="directory:people",
                icon="settings",
                order=90,
                may=can_administer,
                count=waiting_for,
            )
        )
