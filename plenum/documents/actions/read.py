"""Reading leaves a trace (X3), and takes what is only for information off the desk."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.documents.enums import Act
from plenum.documents.models import Document, DocumentFile, Reading
from plenum.documents.queries.desk import principals_of_post
from plenum.documents.turns import close_turns

#: Opening the page again within this time is the same reading.
SAME_READING = timedelta(minutes=30)


@transaction.atomic
def note_reading(*, document: Document, by: Actor, at: datetime) -> None:
    """Write down that ``by`` opened the document, which the caller got through `document_for`.

    What waited only to be read by the post does not wait any more.
    """
    reading, is_first = Reading.objects.select_for_update().get_or_create(
        document=document, person_id=by.person_id, defaults={"first_at": at, "last_at": at}
    )
    was_unread = close_turns(document, Q(act=Act.READ, principal__in=principals_of_post(by)), by=by, at=at)
    if is_first or was_unread or at - reading.last_at > SAME_READING:
        if not is_first:
            Reading.objects.filter(pk=reading.pk).update(last_at=at, times=F("times") + 1)
        record("documents.document.read", by=by, at=at, target=("document", document.pk))


@transaction.atomic
def note_download(*, file: DocumentFile, by: Actor, at: datetime) -> None:
    """Write down that ``by`` took the original of a file out of the system."""
    record(
        "documents.document.downloaded",
        by=by,
        at=at,
        target=("document", file.document_id),
        payload={"file": file.name},
    )
