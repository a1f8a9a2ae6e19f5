"""What the checks of the stores found, for those who run the system. Nothing here says what a file holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum

from plenum.core.actor import Actor
from plenum.files import rules
from plenum.files.enums import HoldingState, StorePlace
from plenum.files.models import Blob, Holding, Intake, Round
from plenum.files.store import stores

#: Within this time every file is checked once.
MONTH = timedelta(days=30)
#: More broken files than anybody looks at one by one.
MOST = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """How one store stands. ``checked``: files compared with their hash in the last `MONTH`."""

    place: StorePlace
    address: str
    blobs: int
    checked: int
    #: The least recent check of all files; None when none was checked yet.
    oldest_at: datetime | None
    #: Files that were not looked at yet, or not copied.
    waiting: int
    broken: int
    #: Files that were put right from the other store in the last `MONTH`.
    repaired: int
    round: Round | None


def standings(at: datetime) -> list[Standing]:
    """Every store that is configured, the one that is read first. Three queries."""
    known = ~Q(state=HoldingState.WAITING)
    counts = {
        row["place"]: row
        for row in Holding.objects.values("place").annotate(
            checked=Count("pk", filter=Q(checked_at__gte=at - MONTH) & known),
            oldest_at=Min("checked_at", filter=known),
            known=Count("pk", filter=known),
            broken=Count("pk", filter=Q(since__isnull=False)),
            repaired=Count("pk", filter=Q(repaired_at__gte=at - MONTH)),
        )
    }
    rounds = {round_.place: round_ for round_ in Round.objects.all()}
    blobs, _size = kept()
    return [
        _standing(place, str(store), blobs, counts.get(place, {}), rounds.get(place))
        for place, store in stores().items()
    ]


def kept() -> tuple[int, int]:
    """How many files are kept, and their bytes; without what an incident destroyed. One query."""
    found = Blob.objects.filter(destroyed_at=None).aggregate(blobs=Count("pk"), size=Sum("size"))
    return found["blobs"], found["size"] or 0


def broken_holdings() -> list[Holding]:
    """What is missing or damaged in the stores that are configured, longest known first; at most `MOST`. One query."""
    return list(_broken().select_related("blob").order_by("since", "pk")[:MOST])


def first_intakes(blob_ids: Sequence[int]) -> dict[int, Intake]:
    """Who handed each file in first, and so may still have it; by blob. One query."""
    found = Intake.objects.filter(blob__in=blob_ids).order_by("blob", "at", "pk").distinct("blob")
    return {intake.blob_id: intake for intake in found if intake.blob_id is not None}


def broken_files(by: Actor) -> int:
    """How many files are missing or damaged somewhere, for whoever sees to it; nothing, and no query, for others."""
    return count_broken() if rules.can_see_integrity(by) else 0


def count_broken() -> int:
    """How many files are missing or damaged in a store that is configured. One query."""
    return _broken().values("blob").distinct().count()


def _broken() -> QuerySet[Holding]:
    return Holding.objects.filter(place__in=list(stores()), since__isnull=False)


def _standing(place: StorePlace, address: str, blobs: int, row: Mapping[str, Any], round_: Round | None) -> Standing:
    return Standing(
        place=place,
        address=address,
        blobs=blobs,
        checked=row.get("checked", 0),
        oldest_at=row.get("oldest_at"),
        waiting=blobs - row.get("known", 0),
        broken=row.get("broken", 0),
        repaired=row.get("repaired", 0),
        round=round_,
    )
