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
    was_unread = close_turns(document, Q(act=Act.READ, principal__in=principals_of_post(by)), by=by, at=at)
    if _is_new_reading(document, by, at) or was_unread:
        record("documents.document.read", by=by, at=at, target=("document", document.pk))


@transaction.atomic
def note_page_seen(*, document: Document, by: Actor, at: datetime) -> None:
    """Write down that ``by`` saw a page of the document, if this is not part of a reading already written down."""
    recent = Reading.objects.filter(document=document, person_id=by.person_id, last_at__gt=at - SAME_READING)
    if not recent.exists() and _is_new_reading(document, by, at):
        record("documents.document.read", by=by, at=at, target=("document", document.pk))


def _is_new_reading(document: Document, by: Actor, at: datetime) -> bool:
    """Count the reading; False when it only goes on."""
    reading, is_first = Reading.objects.select_for_update().get_or_create(
        document=document, person_id=by.person_id, defaults={"first_at": at, "last_at": at}
    )
    if is_first:
        return True
    is_new = at - reading.last_at > SAME_READING
    if is_new:
        Reading.objects.filter(pk=reading.pk).update(last_at=at, times=F("times") + 1)
    return is_new


@transaction.atomic
def note_download(*, file: DocumentFile, name: str, by: Actor, at: datetime) -> None:
    """Write down that ``by`` took a file out of the system, under ``name``: the original or a copy with a watermark."""
    record(
        "documents.document.downloaded",
        by=by,
        at=at,
        target=("document", file.document_id),
        payload={"file": name},
    )
