"""What each store was found to hold, and how far the check of it has come."""

from django.db import models
from django.db.models import F, Q

from plenum.files.enums import HoldingState, StorePlace
from plenum.files.models.blob import Blob

#: The bytes are not what was accepted.
BROKEN = (HoldingState.MISSING, HoldingState.DAMAGED)


class Holding(models.Model):
    """One file in one store, as it was found when it was last looked at. A destroyed file has none."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="holdings")
    place = models.CharField(max_length=5, choices=StorePlace)
    state = models.CharField(max_length=7, choices=HoldingState, default=HoldingState.WAITING)
    #: When all bytes were last compared with their hash; None puts it first in the next round.
    checked_at = models.DateTimeField(null=True, blank=True)
    #: Since when it is known to be missing or damaged.
    since = models.DateTimeField(null=True, blank=True)
    #: When it was last put right from the other store.
    repaired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blob", "place"], name="file_is_held_once_by_a_store"),
            models.CheckConstraint(
                condition=Q(state__in=BROKEN, since__isnull=False) | (~Q(state__in=BROKEN) & Q(since=None)),
                name="broken_file_says_since_when",
            ),
        ]
        indexes = [
            models.Index("place", F("checked_at").asc(nulls_first=True), "blob", name="holding_least_recent_first"),
            models.Index(fields=["place", "since"], condition=Q(since__isnull=False), name="holding_broken"),
            models.Index(
                fields=["place", "repaired_at"], condition=Q(repaired_at__isnull=False), name="holding_repaired"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.blob_id} {self.place}: {self.state}"


class Round(models.Model):
    """The latest nightly check of one store: what was due, and how much of it is done."""

    place = models.CharField(max_length=5, choices=StorePlace, unique=True)
    #: Where the store was: another second copy begins empty.
    address = models.CharField(max_length=1000)
    started_at = models.DateTimeField()
    due = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Why it could not go on; empty when it could.
    trouble = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.place}: {self.checked}/{self.due}"
