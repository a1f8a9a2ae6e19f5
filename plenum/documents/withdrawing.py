"""What an incident does to documents: hidden behind a stub, given back, or left as a stub for good."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from plenum.core.actor import Actor
from plenum.documents.enums import Circulation
from plenum.documents.models import Document, DocumentFile
from plenum.documents.queries.documents import document_for
from plenum.documents.queries.files import files_of
from plenum.documents.queries.story import readings_of_all
from plenum.documents.states import next_state
from plenum.documents.turns import close_turns
from plenum.files.models import Incident
from plenum.files.showing import Kind, Named, Opening, Place
from plenum.search.actions import reindex


def files(by: Actor, document_id: int) -> list[Named]:
    """The files of a document that ``by`` may see; raises as `document_for` does."""
    return [Named(file.blob_id, file.name) for file in files_of(document_for(by, document_id))]


def freeze(incident: Incident, blob_ids: Sequence[int], at: datetime) -> list[Place]:
    """Withdraw every document with one of the files, whole: card, files, turns, and its entry in the index."""
    named = DocumentFile.objects.filter(blob__in=blob_ids).values("document")
    documents = list(
        Document.objects.select_for_update(of=("self",))
        .filter(pk__in=named, incident=None)
        .select_related("organisation", "register")
        .order_by("pk")
    )
    _change(documents, incident)
    return [
        Place(document.pk, label_of(document), document.organisation_id, frozenset(document.principals))
        for document in documents
    ]


def restore(incident: Incident, blob_ids: Sequence[int], at: datetime) -> None:
    """Give back what this incident withdrew: nothing of it was changed."""
    _change(list(Document.objects.select_for_update(of=("self",)).filter(incident=incident).order_by("pk")), None)


def withdraw(incident: Incident, blob_ids: Sequence[int], by: Actor, at: datetime) -> None:
    """Leave of each document its number and its place in the register; what the paper said is removed."""
    for document in Document.objects.select_for_update(of=("self",)).filter(incident=incident).order_by("pk"):
        document.state = next_state("withdraw_document", document.state)
        for name, nothing in _EMPTY.items():
            setattr(document, name, nothing)
        document.finished_at = at
        document.version += 1
        document.save(update_fields=["state", "finished_at", "version", *_EMPTY])
        document.files.update(name="")
        close_turns(document, Q(), by=by, at=at)
        reindex("document", document.pk)


def openings(document_ids: Sequence[int]) -> list[Opening]:
    """Who opened or downloaded the documents, from the record."""
    labels = {d.pk: label_of(d) for d in _labelled(document_ids)}
    return [
        Opening(
            event.at,
            event.actor_name,
            event.position_title,
            event.act == "documents.document.downloaded",
            "document",
            labels.get(event.target_id, ""),
        )
        for event in readings_of_all(document_ids)
    ]


def label_of(document: Document) -> str:
    """The number in the register and the body; never what the paper says."""
    if document.register is None:
        return f"#{document.pk} · {document.organisation.short_name}"
    return f"{document.arrival_number}/{document.register.label} · {document.organisation.short_name}"


KIND = Kind("document", files, freeze, restore, withdraw, openings)

#: What the paper said, and what stands there when it is withdrawn for good.
_EMPTY: dict[str, object] = {
    "type": None,
    "number": "",
    "symbol": "",
    "written": "",
    "issued_on": None,
    "issuer_name": "",
    "issuer": None,
    "abstract": "",
    "pages": None,
    "note": "",
    "signer_name": "",
    "signer_position": "",
    "circulation": Circulation.NORMAL,
    "due_at": None,
    "identity": "",
    "duplicate_reason": "",
    "words": "",
}


def _change(documents: list[Document], incident: Incident | None) -> None:
    ids = [document.pk for document in documents]
    Document.objects.filter(pk__in=ids).update(incident=incident)
    reindex("document", *ids)


def _labelled(document_ids: Sequence[int]) -> list[Document]:
    return list(Document.objects.filter(pk__in=document_ids).select_related("organisation", "register"))
