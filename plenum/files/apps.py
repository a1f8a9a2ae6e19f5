from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "plenum.files"
    label = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        from plenum.files.presenters import register_presenters

        register_presenters()
