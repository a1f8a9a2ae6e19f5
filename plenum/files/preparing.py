"""Page images ahead of the reader: the first page first."""

from datetime import timedelta
from itertools import chain
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

from plenum.core.actor import SYSTEM
from plenum.core.clock import now
from plenum.core.errors import Refusal
from plenum.core.jobs import put
from plenum.files.actions.intake import PREPARE_PREVIEWS
from plenum.files.actions.withhold import withhold_pages
from plenum.files.enums import PreviewState
from plenum.files.gate.verdict import marks_from
from plenum.files.locks import hold_blob
from plenum.files.models import Blob, TextLayer
from plenum.files.queries.blobs import WIDTHS, make_images, viewed
from plenum.files.queries.incidents import was_cleared
from plenum.files.sandbox.conversion import EXTENSIONS, why_conversion_is_off
from plenum.files.sandbox.judging import frames_on
from plenum.files.sandbox.pool import SandboxError, run

#: Pages that are drawn before anybody asks, in the usual width; later ones are drawn when somebody turns to them.
AHEAD = 30
BATCH = 5
USUAL = 800
#: How long a file that could not be laid out is tried again, night by night.
TRIES = timedelta(days=3)

log = structlog.get_logger()


def prepare(blob_id: int) -> PreviewState:
    """Lay an office file out in pages, then draw the first page in all widths and the next ones in the usual width.

    Safe to run twice. What can't be drawn is recorded as failed, not tried for ever: the file itself stays readable.
    """
    blob = Blob.objects.get(pk=blob_id)
    if blob.incident_id is not None:
        return PreviewState(blob.previews_state)
    try:
        state = _prepare(blob)
    except (SandboxError, Refusal) as error:
        log.warning("files.previews_failed", blob=blob.pk, code=error.code)
        state = PreviewState.FAILED
    if state != PreviewState.WITHHELD:
        Blob.objects.filter(pk=blob.pk, incident=None).update(previews_state=state)
    return state


def again() -> int:
    """Put the files that came while conversion was off in the queue, once it is on; how many.

    Those of the last `TRIES` that could not be laid out are among them: the machine may have been too busy.
    """
    if why_conversion_is_off():
        return 0
    failed = Q(previews_state=PreviewState.FAILED, pages=None, at__gte=now() - TRIES)
    left = Blob.objects.filter(Q(previews_state=PreviewState.OFF) | failed, incident=None)
    blob_ids = list(left.values_list("pk", flat=True))
    for blob_id in blob_ids:
        put(PREPARE_PREVIEWS, blob_id=blob_id)
    return len(blob_ids)


def _prepare(blob: Blob) -> PreviewState:
    if blob.previews_state == PreviewState.WITHHELD:
        return PreviewState.WITHHELD
    if blob.media_type in EXTENSIONS and blob.pages is None:
        if why_conversion_is_off():
            return PreviewState.OFF
        if not _lay_out(blob):
            return PreviewState.WITHHELD
    make_images(blob, [1], list(WIDTHS))
    Blob.objects.filter(pk=blob.pk, incident=None).update(previews_state=PreviewState.READY)
    last = min(blob.pages or 0, AHEAD)
    for start in range(2, last + 1, BATCH):
        make_images(blob, list(range(start, min(start + BATCH, last + 1))), [USUAL])
    return PreviewState.READY


def _lay_out(blob: Blob) -> bool:
    """Record the pages of an office file's PDF view, and the text of each; False when a mark withdrew it."""
    with viewed(blob) as content:
        outline, _parts = run("outline", content)
        if not was_cleared(blob):
            seen = chain(marks_from(outline["marks"]), frames_on(content, outline["drawn"]))
            if (mark := next(seen, None)) is not None:
                withhold_pages(blob=blob, mark=mark.mark, place=mark.place, page=mark.page, by=SYSTEM, at=now())
                return False
    sizes: list[Any] = outline["sizes"]
    blob.pages, blob.page_sizes = len(sizes), [[float(width), float(height)] for width, height in sizes]
    with transaction.atomic():
        hold_blob(blob)
        TextLayer.objects.bulk_create(
            [TextLayer(blob=blob, page=page, text=str(text)) for page, text in enumerate(outline["texts"], start=1)],
            ignore_conflicts=True,
        )
        blob.save(update_fields=["pages", "page_sizes"])
    return True
