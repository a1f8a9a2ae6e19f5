"""Withdrawing the pages of a file that should not have entered."""

from datetime import datetime

import structlog
from django.db import transaction

from plenum.audit.actions.record import record
from plenum.core.actor import Actor
from plenum.files.derived import forget_derived
from plenum.files.enums import IncidentSource, PreviewState
from plenum.files.freezing import freeze, tell_places
from plenum.files.locks import hold_bytes
from plenum.files.models import Blob

log = structlog.get_logger()


@transaction.atomic
def withhold_pages(*, blob: Blob, mark: str, place: str, page: int, by: Actor, at: datetime) -> Blob:
    """Show no page of a file any more, since ``mark`` was found when it was laid out, on ``page`` of the view.

    The view and all page images are removed, and an incident is opened, which withdraws the file from everybody until
    two persons have closed it. The accepted bytes stay until then. Doing it twice changes nothing.
    """
    hold_bytes(blob.sha256)  # before the row, as everybody does
    blob = Blob.objects.select_for_update(of=("self",), no_key=True).get(pk=blob.pk)
    forget_derived(blob.sha256)
    if blob.previews_state == PreviewState.WITHHELD:
        return blob
    blob.previews_state = PreviewState.WITHHELD
    blob.pages, blob.page_sizes = None, []
    blob.save(update_fields=["previews_state", "pages", "page_sizes"])
    log.error("files.mark_found_late", blob=blob.pk, sha256=blob.sha256, mark=mark, page=page)
    payload: dict[str, str | int] = {"sha256": blob.sha256, "mark": mark, "place": place, "page": page}
    if blob.incident_id is None:
        incident, places = freeze([blob.pk], source=IncidentSource.LATE_MARK, reason=mark, by=by, at=at)
        tell_places("files.incident.froze", incident, places, by=by, at=at)
    record("files.blob.mark_found_late", by=by, at=at, target=("blob", blob.pk), payload=payload)
    return blob
