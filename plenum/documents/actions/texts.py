"""Correcting the text that was read from a document's file (S8)."""

from datetime import datetime

from django.db import transaction

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.documents.locking import lock_file
from plenum.documents.models import DocumentFile
from plenum.documents.queries.desk import has_turn
from plenum.documents.queries.files import documents_holding
from plenum.documents.rules import can_correct_text
from plenum.files.actions.corrections import correct_text, note_refused_text, take_back
from plenum.files.models import TextCorrection
from plenum.search.actions import reindex


@transaction.atomic
def correct_file_text(
    *, document_id: int, file_id: int, page: int, seen: str, text: str, reason: str, by: Actor, at: datetime
) -> TextCorrection:
    """Correct the text of a page of a document's file; whoever holds the same bytes finds it by the new words at once.

    Raises what `correct_text` raises, and `Forbidden` for somebody who has nothing to do with the document now.
    """
    file = _file(document_id, file_id, by)
    correction = correct_text(blob=file.blob, page=page, seen=seen, text=text, reason=reason, by=by, at=at)
    _tell("text_corrected", file, page, by, at)
    return correction


@transaction.atomic
def take_back_correction(
    *, document_id: int, file_id: int, correction_id: int, seen: str, by: Actor, at: datetime
) -> TextCorrection:
    """Put the text before a correction in its place again. Raises what `take_back` raises, and `Forbidden`."""
    file = _file(document_id, file_id, by)
    correction = take_back(blob=file.blob, correction_id=correction_id, seen=seen, by=by, at=at)
    _tell("text_taken_back", file, correction.page, by, at)
    return correction


@transaction.atomic
def note_refused_correction(*, document_id: int, file_id: int, page: int, text: str, by: Actor, at: datetime) -> None:
    """Write down that a correction was refused for a secrecy mark, as of a file that is refused."""
    file = _file(document_id, file_id, by)
    note_refused_text(blob=file.blob, page=page, text=text, by=by, at=at)
    record("documents.document.text_refused", by=by, at=at, target=("document", document_id))


def _file(document_id: int, file_id: int, by: Actor) -> DocumentFile:
    file = lock_file(document_id, file_id, by=by)
    can_correct_text.check(by, file.document, has_turn=has_turn(by, file.document))
    return file


def _tell(act: str, file: DocumentFile, page: int, by: Actor, at: datetime) -> None:
    """Have the search read it again wherever the same bytes lie, then write it down: that, not what."""
    reindex("document", *documents_holding(file.blob_id))
    payload: dict[str, str | int] = {"file": file.name, "page": page}
    record(f"documents.document.{act}", by=by, at=at, target=("document", file.document_id), payload=payload)
