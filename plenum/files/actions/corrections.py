"""Correcting the text that was read from a file, by hand. The file itself is never touched.

No page of `plenum.files` leads here: the domain that holds the file locks its own row, asks its own rule, and has its
entry in the search made anew.
"""

import hashlib
import unicodedata
from datetime import datetime

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions.record import record
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten, Invalid, Refusal, Stale
from plenum.core.text import normalise
from plenum.files.enums import PreviewState, TextSource
from plenum.files.errors import MARK_IN_TEXT, PAGES_WITHHELD
from plenum.files.gate.content import Line
from plenum.files.gate.marks import marks_in
from plenum.files.locks import hold_blob
from plenum.files.models import Blob, TextCorrection, TextLayer
from plenum.files.queries.texts import page_numbers, seen_of

#: A page holds at most so many signs.
LONGEST = 100_000
#: Lines at the head of the first page in which a mark counts in any case; as the gate reads a PDF.
HEAD_LINES = 16

log = structlog.get_logger()


@transaction.atomic
def correct_text(
    *, blob: Blob, page: int, seen: str, text: str, reason: str = "", by: Actor, at: datetime
) -> TextCorrection:
    """Put ``text`` in the place of the text of ``page``, and keep what stood there before.

    From then on the text is a person's: reading the page again never replaces it. ``seen`` is `seen_of` the text that
    ``by`` had before the eyes: raises `Stale` when another one stands there by now, `Invalid` when nothing changes,
    and `Refusal` with code ``secrecy_mark`` when text or reason carry a mark; then nothing is kept.
    """
    return _correct(_layer(blob, page), seen, text, reason, None, by, at)


@transaction.atomic
def take_back(*, blob: Blob, correction_id: int, seen: str, by: Actor, at: datetime) -> TextCorrection:
    """Put the text that stood before a correction in its place again; this is a correction too.

    Raises `Forgotten` for a correction of another file, and what `correct_text` raises.
    """
    taken = TextCorrection.objects.filter(blob=blob, pk=correction_id).first()
    if taken is None:
        raise Forgotten(_("There is no such correction."))
    return _correct(_layer(blob, taken.page), seen, taken.before, "", taken, by, at)


@transaction.atomic
def note_refused_text(*, blob: Blob, page: int, text: str, by: Actor, at: datetime) -> None:
    """Write down that a corrected text was refused for the mark it carried; of the text only the hash stays."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    log.warning("files.text_refused", blob=blob.pk, page=page, person=by.person_id)
    record("files.text.refused", by=by, at=at, target=("blob", blob.pk), payload={"sha256": sha256, "page": page})


def _layer(blob: Blob, page: int) -> TextLayer:
    """The layer of the page, locked; made empty when nothing was read there yet."""
    blob = hold_blob(blob)
    if blob.previews_state == PreviewState.WITHHELD:
        raise Refusal(PAGES_WITHHELD, code="withheld")
    if page not in page_numbers(blob):
        raise Forgotten(_("The file has no such page."))
    TextLayer.objects.get_or_create(blob=blob, page=page)
    return TextLayer.objects.select_for_update().get(blob=blob, page=page)


def _correct(
    layer: TextLayer, seen: str, text: str, reason: str, taken: TextCorrection | None, by: Actor, at: datetime
) -> TextCorrection:
    if seen != seen_of(layer.text):
        raise Stale(_("Somebody changed this text while the page was open. Compare it with yours and save again."))
    text, reason = _tidied(text), normalise(reason)
    if text == layer.text:
        raise Invalid(_("Nothing was changed in the text."), field="text", code="unchanged")
    if len(text) > LONGEST:
        raise Invalid(_("The text of one page is at most %(limit)s signs long.") % {"limit": LONGEST}, field="text")
    _refuse_marks(text, reason, layer.page)
    correction = TextCorrection.objects.create(
        blob_id=layer.blob_id,
        page=layer.page,
        before=layer.text,
        after=text,
        source_before=layer.source,
        reason=reason,
        takes_back=taken,
        by_person_id=by.person_id,
        by_name=by.name,
        by_position_title=by.position_title,
        by_organisation_id=by.organisation_id,
        on_behalf_of_name=by.on_behalf_of_name,
        at=at,
    )
    layer.text, layer.source, layer.confidence, layer.words = text, TextSource.PERSON, None, []
    layer.save(update_fields=["text", "source", "confidence", "words"])
    payload: dict[str, str | int] = {"page": layer.page, "correction": correction.pk}
    record("files.text.corrected", by=by, at=at, target=("blob", layer.blob_id), payload=payload)
    return correction


def _tidied(text: str) -> str:
    """The text as it is kept: composed, with plain line ends, without NUL and without blanks at the ends of lines."""
    plain = unicodedata.normalize("NFC", text.replace("\0", ""))
    return "\n".join(line.rstrip() for line in plain.splitlines()).strip("\n")


def _refuse_marks(text: str, reason: str, page: int) -> None:
    """The same look as at the gate's door. Raises `Refusal` with code ``secrecy_mark``."""
    written = [line for line in text.splitlines() if line.strip()]
    is_head = page <= 1
    lines = [Line(line, "head" if is_head and n < HEAD_LINES else "body", page=page) for n, line in enumerate(written)]
    found = next(marks_in([*lines, Line(reason, "note")]), None)
    if found is not None:
        raise Refusal(MARK_IN_TEXT % {"mark": found.mark}, code="secrecy_mark", field="text")
