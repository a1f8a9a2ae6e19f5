"""A document that may not go electronic is kept as an entry of the register: no file, no word of what it says (S10)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Refusal
from plenum.core.text import normalise
from plenum.directory.actions.principals import principal_of_clerks
from plenum.documents.card import PaperEntry, identity_of, split_written, words_of
from plenum.documents.enums import GrantReason, Source, State
from plenum.documents.grants import grant
from plenum.documents.models import Document
from plenum.documents.numbering import give_number, incoming_register, lock_series
from plenum.documents.queries.duplicates import look_alikes
from plenum.documents.queries.scope import paper_only
from plenum.documents.rules import body_of, can_register
from plenum.files.marks import expect_no_mark


@transaction.atomic
def keep_stub(*, entry: PaperEntry, by: Actor, at: datetime) -> Document:
    """Give a paper the next arrival number and keep nothing but what a register needs; its clerks alone see it.

    Raises `Refusal` with code ``goes_electronic`` for a type that the body does not keep on paper only today,
    ``secrecy_mark`` when one of the texts carries a mark, ``duplicate`` when the register has the paper already.
    """
    can_register.check(by, by.organisation_id)
    entry.check(at)
    expect_no_mark(written=entry.written, issuer_name=entry.issuer_name, paper_place=entry.paper_place)
    body = body_of(by)
    rule = paper_only(body, local_date(at)).get(entry.type_id)
    if rule is None:
        raise Refusal(
            _("Documents of this type may go electronic in this body. Register the file itself."),
            code="goes_electronic",
            field="type",
        )
    register = incoming_register(body, at)
    series = lock_series(register)
    document = Document(
        organisation_id=body,
        source=Source.PAPER,
        state=State.PAPER,
        type_id=entry.type_id,
        written=normalise(entry.written),
        issued_on=entry.issued_on,
        issuer_name=normalise(entry.issuer_name),
        issuer_id=entry.issuer_id,
        paper_rule=rule,
        paper_place=normalise(entry.paper_place),
        arrived_on=entry.arrived_on or local_date(at),
        register=register,
        identity=identity_of(entry.written, entry.issuer_name),
        **dict.fromkeys(("received_at", "listed_at", "registered_at", "finished_at"), at),
        **dict.fromkeys(("received_by_id", "registered_by_id"), by.person_id),
    )
    document.number, document.symbol = split_written(entry.written)
    document.words = words_of(document.written, document.issuer_name)
    if alike := look_alikes(document):
        raise Refusal(
            _("The register already has this document under %(number)s.") % {"number": alike[0].arrival_number},
            code="duplicate",
            field="written",
        )
    document.place = give_number(series, by=by, at=at)
    document.arrival_number = document.place.number
    document.save(force_insert=True)
    grant(document, [principal_of_clerks(body)], GrantReason.CLERK, by=by, at=at)
    record(
        "documents.document.kept_on_paper",
        by=by,
        at=at,
        target=("document", document.pk),
        payload={"number": document.arrival_number, "register": register.label},
    )
    return document
