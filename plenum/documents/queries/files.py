"""The files of a document, through the document's own door."""

from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.documents.models import Document, DocumentFile
from plenum.documents.queries.documents import documents_visible_to
from plenum.files.watermark import watermark_words


def file_name(document: str) -> Subquery:
    """The name of the main file, for a list of documents or of what points at them by ``document``."""
    shown = DocumentFile.objects.filter(document=OuterRef(document), document__incident=None, order=0)
    return Subquery(shown.values("name")[:1])


def files_of(document: Document) -> list[DocumentFile]:
    """The files in order, the document itself first; one query."""
    return list(document.files.select_related("blob"))


def file_for(by: Actor, document_id: int, file_id: int) -> DocumentFile:
    """One file of a document that ``by`` may see; raises `Forgotten` for any other. One query."""
    file = (
        DocumentFile.objects.select_related("blob", "document__organisation")
        .filter(pk=file_id, document__in=documents_visible_to(by).filter(pk=document_id))
        .first()
    )
    if file is None:
        raise Forgotten(_("There is no such file."))
    return file


def watermark_of(by: Actor, document: Document, at: datetime) -> str:
    """What stands over every page that ``by`` gets of the document; empty where its body does not ask for it.

    Clerks are no exception: what they get without it is the original, and that is an act of its own.
    """
    return watermark_words(by, at) if document.organisation.asks_for_watermark else ""


def documents_holding(blob_id: int) -> list[int]:
    """The ids of all documents, of whatever body, that hold these bytes; for the index, not for anybody's eyes."""
    return list(DocumentFile.objects.filter(blob=blob_id).values_list("document_id", flat=True).distinct())
