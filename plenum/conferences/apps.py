from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    name = "plenum.conferences"
    label = "conferences"
    verbose_name = _("Conferences")

    def ready(self) -> None:
        from plenum.conferences import attaching, entries, presenters, withdrawing
        from plenum.files import purposes, showing

        entries.register()
        presenters.register_all()
        showing.register(withdrawing.KIND)
        purposes.register(attaching.PURPOSE)
