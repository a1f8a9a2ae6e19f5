"""What the search knows of documents."""

from collections.abc import Iterable, Iterator, Sequence

from plenum.documents.models import Document
from plenum.files.queries.blobs import text_of
from plenum.search.registry import Entry


def load(ids: Sequence[int]) -> Iterator[Entry]:
    """The entries of those documents that exist and have a card; a document without one is found on the desk.

    What an incident has withdrawn is found by nobody.
    """
    found = Document.objects.filter(pk__in=ids, incident=None).exclude(abstract="").prefetch_related("files__blob")
    for document in found:
        yield Entry(
            kind="document",
            id=document.pk,
            principals=document.principals,
            title=document.abstract,
            text="\n".join((document.issuer_name, document.signer_name, document.note, *_texts(document))),
            number=document.number,
            symbol=document.written or document.symbol,
            at=document.registered_at,
        )


def ids() -> Iterable[int]:
    """The id of every document."""
    return Document.objects.order_by("pk").values_list("pk", flat=True).iterator()


def _texts(document: Document) -> Iterator[str]:
    return (text_of(file.blob) for file in document.files.all())
