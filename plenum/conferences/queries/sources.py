"""Documents that a secretary may lay before a conference."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.core.text import fold
from plenum.documents.models import Document, DocumentFile
from plenum.documents.queries.documents import documents_visible_to
from plenum.files.models import Blob

#: Enough to choose from; more words narrow it.
MOST = 20


@dataclass(frozen=True, slots=True)
class Source:
    """The main file of a document and the title that a paper made of it gets."""

    title: str
    blob: Blob


def attachable_documents(by: Actor, words: str = "") -> list[Document]:
    """The latest documents with a main file that ``by`` may see; ``words`` are found without accents. One query."""
    main = DocumentFile.objects.filter(document=OuterRef("pk"), role="main")
    found = documents_visible_to(by).filter(Exists(main))
    for word in fold(words).split():
        found = found.filter(Q(words__contains=word) | Q(number=word))
    return list(found.order_by("-pk")[:MOST])


def source_of(by: Actor, document_id: int) -> Source:
    """The main file of a document that ``by`` may see; raises `Forgotten` for any other."""
    visible = documents_visible_to(by).filter(pk=document_id)
    file = DocumentFile.objects.filter(document__in=visible, role="main").select_related("blob", "document").first()
    if file is None:
        raise Forgotten(_("There is no such document, or it is not open to you."))
    return Source(_title(file.document), file.blob)


def _title(document: Document) -> str:
    parts: Iterable[str] = (document.written, document.abstract)
    return " · ".join(part for part in parts if part)[:300] or str(document)
