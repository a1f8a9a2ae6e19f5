from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "plenum.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from plenum.documents import entries, presenters, receiving, withdrawing
        from plenum.documents.queries.documents import visible_ids
        from plenum.files import purposes, showing
        from plenum.search import registry

        presenters.register_all()
        registry.register("document", entries.load, ids=entries.ids, visible=visible_ids)
        showing.register(withdrawing.KIND)
        purposes.register(receiving.PURPOSE)
