"""One row lock orders everything that happens to a document."""

from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten, Stale
from plenum.documents.models import Assignment, Document
from plenum.documents.queries.documents import documents_visible_to, expect_not_withdrawn


def lock_document(document_id: int, *, version: int, by: Actor) -> Document:
    """The document as it stands now, locked until the transaction ends; everything about it hangs on this lock.

    Raises `Forgotten` when there is none that ``by`` may see, and `Stale` when it is no longer at ``version``.
    """
    document = (
        documents_visible_to(by)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=document_id)
        .first()
    )
    if document is None:
        expect_not_withdrawn(by, document_id)
        raise Forgotten(_("There is no such document."))
    if document.version != version:
        raise Stale(_("Somebody changed this while the page was open. Reload the page and repeat your change."))
    return document


def assignment_in(document: Document, assignment_id: int) -> Assignment:
    """An assignment of a locked document; raises `Forgotten` when it is another document's."""
    assignment = (
        Assignment.objects.select_related("instruction__parent", "unit", "person", "position")
        .filter(document=document, pk=assignment_id)
        .first()
    )
    if assignment is None:
        raise Forgotten(_("There is no such assignment."))
    return assignment


def save_changed(document: Document, *fields: str) -> None:
    """Save the named fields of a locked document as its next version."""
    document.version += 1
    document.save(update_fields=[*fields, "version"])
