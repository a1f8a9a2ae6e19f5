"""Freezing files and what shows them, giving them back, destroying them: parts of the acts on an incident."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.db.models.expressions import RawSQL

from plenum.audit.actions.record import record
from plenum.core.actor import Actor
from plenum.files.derived import forget_derived
from plenum.files.enums import IncidentSource, PreviewState
from plenum.files.errors import Frozen
from plenum.files.locks import hold_bytes, hold_incident_numbers
from plenum.files.models import (
    Blob,
    Holding,
    Incident,
    IncidentFile,
    IncidentPlace,
    Intake,
    Submission,
    TextCorrection,
    TextLayer,
)
from plenum.files.showing import Place, kinds
from plenum.files.store import stores


def freeze(
    blob_ids: Sequence[int], *, source: IncidentSource, reason: str, by: Actor, at: datetime
) -> tuple[Incident, list[IncidentPlace]]:
    """Open an incident, freeze the blobs and withdraw whatever shows them; the places that were withdrawn.

    Whoever hands the same bytes in, or lays one of the blobs before others, holds the lock of the name or of the row
    until the own transaction ends: it is either withdrawn here or sees the freeze. Raises `Frozen` when one of the
    blobs is withdrawn already.
    """
    blobs = _lock_blobs(blob_ids)
    if any(blob.incident_id is not None for blob in blobs):
        raise Frozen
    hold_incident_numbers()
    incident = Incident.objects.create(
        number=(Incident.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        source=source,
        reason=reason,
        reported_by_id=by.person_id,
        reported_by_name=by.name,
        reported_by_post=by.position_title,
        reported_for_id=by.on_behalf_of_id,
        reported_for_name=by.on_behalf_of_name,
        reported_at=at,
    )
    IncidentFile.objects.bulk_create(IncidentFile(incident=incident, blob=blob) for blob in blobs)
    Blob.objects.filter(pk__in=blob_ids).update(incident=incident)
    return incident, _withdraw_places(incident, blob_ids, by, at)


def give_back(incident: Incident, at: datetime) -> list[int]:
    """Lift the freeze: every door shows again what it showed before. The blobs, of which pages may have to be drawn."""
    blob_ids = blob_ids_of(incident)
    _lock_blobs(blob_ids)
    held_back = Blob.objects.filter(pk__in=blob_ids, previews_state=PreviewState.WITHHELD)
    held_back.update(previews_state=PreviewState.WAITING)
    Blob.objects.filter(pk__in=blob_ids).update(incident=None)
    for kind in kinds():
        kind.restore(incident, blob_ids, at)
    return blob_ids


def destroy(incident: Incident, by: Actor, at: datetime) -> None:
    """Destroy the bytes and all that was made of them once this transaction commits; the rows stay as their trace."""
    blob_ids = blob_ids_of(incident)
    blobs = _lock_blobs(blob_ids)
    Blob.objects.filter(pk__in=blob_ids).update(
        destroyed_at=at, name="", pages=None, page_sizes=[], previews_state=PreviewState.WITHHELD
    )
    TextCorrection.objects.filter(blob__in=blob_ids).delete()
    TextLayer.objects.filter(blob__in=blob_ids).delete()
    Holding.objects.filter(blob__in=blob_ids).delete()
    # The same bytes may have been refused before, for another reason and under another name.
    known = Intake.objects.filter(sha256__in=[blob.sha256 for blob in blobs])
    known.exclude(name="").update(name="")
    Submission.objects.filter(intakes__in=known).update(about=RawSQL("about - 'title'", ()))
    for kind in kinds():
        kind.withdraw(incident, blob_ids, by, at)
    for blob in blobs:
        # What fails here, or dies with the process, is done again by the nightly sweep.
        transaction.on_commit(partial(erase, blob.sha256), robust=True)


def erase(sha256: str) -> None:
    """Remove the bytes of this name from every store, and everything that was made of them."""
    forget_derived(sha256)
    for store in stores().values():
        store.forget(sha256)


def blob_ids_of(incident: Incident) -> list[int]:
    """The blobs of an incident, in order."""
    return list(IncidentFile.objects.filter(incident=incident).order_by("blob").values_list("blob", flat=True))


def tell_places(act: str, incident: Incident, places: Sequence[IncidentPlace], *, by: Actor, at: datetime) -> None:
    """Write the act into the story of each thing that was withdrawn."""
    for place in places:
        record(act, by=by, at=at, target=(place.kind, place.object_id), payload={"number": incident.number})


def _lock_blobs(blob_ids: Sequence[int]) -> list[Blob]:
    """The blobs, with the names of their bytes and their rows held until the transaction ends."""
    for sha256 in sorted(Blob.objects.filter(pk__in=blob_ids).values_list("sha256", flat=True)):
        hold_bytes(sha256)
    return list(Blob.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=blob_ids).order_by("pk"))


def _withdraw_places(incident: Incident, blob_ids: Sequence[int], by: Actor, at: datetime) -> list[IncidentPlace]:
    found: list[tuple[str, Place]] = [
        (kind.name, place) for kind in kinds() for place in kind.freeze(incident, blob_ids, at)
    ]
    reporter = {by.organisation_id} if by.organisation_id is not None else set()
    incident.bodies = sorted(reporter | {place.organisation_id for _kind, place in found})
    incident.holders = sorted({principal for _kind, place in found for principal in place.holders})
    incident.save(update_fields=["bodies", "holders"])
    return IncidentPlace.objects.bulk_create(
        IncidentPlace(incident=incident, kind=kind, object_id=place.object_id, label=place.label)
        for kind, place in found
    )
