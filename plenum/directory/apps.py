from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "plenum.directory"
    label = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from plenum.directory.presenters import register_presenters

        register_presenters()
