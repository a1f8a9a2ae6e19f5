"""The log of what was told to whom: gapless in each channel, and never rewritten."""

import pgtrigger
from django.db import models
from django.db.models import Q

#: Events younger than this can't be deleted by anybody; older ones are pruned by `plenum.live.tasks`.
KEPT = "2 days"


class Channel(models.Model):
    """A stream of events about one thing: ``conference:12``. Its row is the lock under which a number is taken."""

    name = models.CharField(primary_key=True, max_length=100)
    #: The number of the last event; kept when events are pruned.
    seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seq__gte=0), name="channel_sequence_is_never_negative"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="channel_sequence_has_no_gap",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.name <> OLD.name OR NEW.seq <> OLD.seq + 1"),
                func="RAISE EXCEPTION 'the sequence of a channel goes up by one at a time';",
            ),
            pgtrigger.Protect(name="channel_keeps_its_sequence", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.seq}"


class Event(models.Model):
    """One thing that was told to one audience of a channel."""

    pk = models.CompositePrimaryKey("channel_id", "seq")
    channel = models.ForeignKey(
        Channel, on_delete=models.DO_NOTHING, db_column="channel", related_name="events", db_index=False
    )
    seq = models.BigIntegerField()
    audience = models.CharField(max_length=100)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_sequence_starts_at_one"),
        ]
        triggers = [
            pgtrigger.Protect(name="event_is_never_changed", operation=pgtrigger.Update),
            pgtrigger.Protect(
                name="young_event_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(f"OLD.at > now() - interval '{KEPT}'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.seq} {self.kind}"
