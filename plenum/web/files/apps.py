from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebFilesConfig(AppConfig):
    name = "plenum.web.files"
    label = "web_files"

    def ready(self) -> None:
        from plenum.files.queries.incidents import open_incidents
        from plenum.files.queries.integrity import broken_files
        from plenum.files.rules import can_see_incidents, can_see_integrity
        from plenum.web.layout.navigation import Place, register

        register(
            Place(
                name=_("Incidents"),
                url="files:incidents",
                icon="shield-lock",
                order=85,
                may=can_see_incidents,
                count=open_incidents,
            )
        )
        register(
            Place(
                name=_("File store"),
                url="files:integrity",
                icon="database",
                order=86,
                may=can_see_integrity,
                count=broken_files,
            )
        )
