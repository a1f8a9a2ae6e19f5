"""The only door to documents."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.documents.models import Document


def documents_visible_to(by: Actor) -> QuerySet[Document]:
    """Every document that one of the actor's principals was granted; of anything else there is no trace."""
    return Document.objects.filter(principals__overlap=sorted(by.principals))


def document_for(by: Actor, document_id: int) -> Document:
    """One document with what its card shows; raises `Forgotten` when ``by`` may not see it or there is none."""
    document = (
        documents_visible_to(by)
        .select_related("organisation", "type", "issuer", "register", "submitted_to", "registered_by", "received_by")
        .filter(pk=document_id)
        .first()
    )
    if document is None:
        raise Forgotten(_("There is no such document."))
    return document


def visible_ids(by: Actor, ids: Sequence[int]) -> set[int]:
    """Those of ``ids`` that ``by`` may see."""
    return set(documents_visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))
