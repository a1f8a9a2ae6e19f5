"""One row lock orders everything that happens to a document."""

from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten, Stale
from plenum.documents.models import Assignment, Document, DocumentFile
from plenum.documents.queries.documents import documents_visible_to, expect_not_withdrawn
from plenum.documents.queries.files import file_for
from plenum.files.locks import hold_blob


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


def lock_file(document_id: int, file_id: int, *, by: Actor) -> DocumentFile:
    """One file of a document, with the document locked whatever its version; raises `Forgotten` as `file_for` does.

    The file is held before the document, in the order of an incident that freezes both; raises `Frozen` after one.
    """
    file = file_for(by, document_id, file_id)
    hold_blob(file.blob)
    document = Document.objects.select_for_update(of=("self",)).filter(pk=document_id, incident=None).first()
    if document is None:
        raise Forgotten(_("There is no such file."))
    file.document = document
    return file


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
