"""Registration: the card is written down and the document gets its number."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise
from plenum.directory.actions.principals import principal_of_clerks
from plenum.documents.card import Card, identity_of, split_written, words_of
from plenum.documents.enums import Act
from plenum.documents.locking import lock_document, save_changed
from plenum.documents.models import Document, DocumentType
from plenum.documents.numbering import give_number, incoming_register, lock_series
from plenum.documents.queries.duplicates import look_alikes
from plenum.documents.queries.scope import expect_electronic
from plenum.documents.rules import can_register
from plenum.documents.states import next_state
from plenum.documents.turns import WORK, close_turns, open_turns
from plenum.search.actions import reindex


@transaction.atomic
def register_document(
    *, document_id: int, version: int, card: Card, duplicate_reason: str = "", by: Actor, at: datetime
) -> Document:
    """Write the card and give the next arrival number of the body's register for the local year of ``at``.

    Raises `Invalid` for a card that contradicts itself, and `Refusal` with code ``duplicate`` when the register
    already has the same bytes or the same number, symbol and body (F1.h) and no ``duplicate_reason`` says why it
    is registered all the same, or ``paper_only`` for a type that the body keeps on paper only today. The series is
    locked before duplicates are looked for, so two clerks can't miss each other.
    """
    document = lock_document(document_id, version=version, by=by)
    can_register.check(by, document.organisation_id)
    state = next_state("register_document", document.state)
    card.check(at)
    _check_type(card)
    expect_electronic(document.organisation_id, card.type_id, local_date(at))
    register = incoming_register(document.organisation_id, at)
    series = lock_series(register)
    _write(document, card, at)
    if not duplicate_reason and (alike := look_alikes(document)):
        raise Refusal(
            _("The register already has this document under %(number)s. Compare them, or say why both are needed.")
            % {"number": alike[0].arrival_number},
            code="duplicate",
            field="duplicate_reason",
        )
    document.state = state
    document.duplicate_reason = normalise(duplicate_reason)
    document.register = register
    document.place = give_number(series, by=by, at=at)
    document.arrival_number = document.place.number
    document.registered_at, document.listed_at, document.registered_by_id = at, at, by.person_id
    save_changed(document, *_WRITTEN)
    close_turns(document, WORK, by=by, at=at)
    open_turns(document, Act.SUBMIT, [principal_of_clerks(document.organisation_id)], at=at, due_at=document.due_at)
    reindex("document", document.pk)
    record(
        "documents.document.registered",
        by=by,
        at=at,
        target=("document", document.pk),
        payload={"number": document.arrival_number, "register": register.label, "reason": document.duplicate_reason},
    )
    return document


_WRITTEN = [
    "state",
    "register",
    "place",
    "arrival_number",
    "arrived_on",
    "listed_at",
    "registered_at",
    "registered_by",
    "source",
    "type",
    "written",
    "number",
    "symbol",
    "issued_on",
    "issuer_name",
    "issuer",
    "abstract",
    "language",
    "pages",
    "note",
    "signer_name",
    "signer_position",
    "urgency",
    "circulation",
    "due_at",
    "identity",
    "duplicate_reason",
    "words",
]


def _write(document: Document, card: Card, at: datetime) -> None:
    document.source = card.source
    document.type_id, document.issuer_id = card.type_id, card.issuer_id
    document.written = normalise(card.written)
    document.number, document.symbol = split_written(card.written)
    document.issued_on = card.issued_on
    document.issuer_name, document.abstract = normalise(card.issuer_name), normalise(card.abstract)
    document.language, document.pages, document.note = card.language, card.pages, card.note.strip()
    document.signer_name, document.signer_position = normalise(card.signer_name), normalise(card.signer_position)
    document.urgency, document.circulation = card.urgency, card.circulation
    document.arrived_on = card.arrived_on or local_date(at)
    document.due_at = card.due_at
    document.identity = identity_of(card.written, card.issuer_name)
    document.words = words_of(document.written, document.abstract, document.issuer_name, document.signer_name)


def _check_type(card: Card) -> None:
    if card.type_id is not None and not DocumentType.objects.filter(pk=card.type_id).exists():
        raise Invalid(_("Choose from the list."), field="type", code="unknown_type")
