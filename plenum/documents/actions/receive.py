"""A file came in: from now on it is a document that waits to be registered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Refusal
from plenum.directory.actions.principals import principal_of_clerks
from plenum.documents.enums import Act, FileRole, GrantReason, Source, State
from plenum.documents.grants import grant
from plenum.documents.models import Document, DocumentFile
from plenum.documents.queries.scope import expect_electronic
from plenum.documents.rules import body_of, can_register
from plenum.documents.turns import open_turns
from plenum.files.locks import hold_blob
from plenum.files.models import Blob, Intake


@transaction.atomic
def receive_document(
    *, intakes: Sequence[Intake], type_id: int | None = None, source: Source = Source.UPLOAD, by: Actor, at: datetime
) -> Document:
    """Make accepted files a document that waits on the desks of the body's clerks until it is registered.

    The first file is the document itself, the others are attached. So nothing is lost when the page is closed before
    the card is filled in. Raises `Forbidden` for anybody but a clerk, and `Refusal` with the gate's own code and
    sentence when one of the files was not accepted, or an incident has withdrawn it meanwhile, or with ``paper_only``
    when the type, if it is known by now, is one that the body keeps on paper only.
    """
    can_register.check(by, by.organisation_id)
    expect_electronic(body_of(by), type_id, local_date(at))
    blobs = [_accepted(intake) for intake in intakes]
    for blob in sorted(blobs, key=lambda blob: blob.pk):
        hold_blob(blob)
    document = Document.objects.create(
        organisation_id=body_of(by),
        source=source,
        type_id=type_id,
        state=State.WAITING,
        pages=blobs[0].pages,
        received_at=at,
        listed_at=at,
        received_by_id=by.person_id,
    )
    for order, (intake, blob) in enumerate(zip(intakes, blobs, strict=True)):
        role = FileRole.ATTACHMENT if order else FileRole.MAIN
        DocumentFile.objects.create(
            document=document, blob=blob, intake=intake, role=role, order=order, name=intake.name
        )
    clerks = [principal_of_clerks(document.organisation_id)]
    grant(document, clerks, GrantReason.CLERK, by=by, at=at)
    open_turns(document, Act.REGISTER, clerks, at=at)
    record("documents.document.received", by=by, at=at, target=("document", document.pk))
    return document


def _accepted(intake: Intake) -> Blob:
    if intake.blob is None:
        raise Refusal(intake.detail(), code=intake.code or "not_accepted", field="content")
    return intake.blob
