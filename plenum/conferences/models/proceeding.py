"""The course of a conference: which item was on from when to when."""

from django.db import models
from django.db.models import F, Q

from plenum.conferences.models.agenda import AgendaItem
from plenum.conferences.models.conference import Conference


class Proceeding(models.Model):
    """An item was on; it may be on several times, and no two at once."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="proceedings")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="proceedings")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference"],
                condition=Q(ended_at__isnull=True),
                name="conference_has_one_item_on_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="proceeding_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)
