"""The record of every act: one chain a body, each event bound to the one before it by its hash.

No foreign keys on purpose: the record outlives what it speaks of, and says names as they were on the day.
"""

from django.db import models
from django.db.models import Q

#: The hash before the first event of a chain.
NOTHING = bytes(32)
#: The chain of the system itself, for what belongs to no body.
SYSTEM_CHAIN = 0


class AuditHead(models.Model):
    """Where a chain ends. Its row lock is the only place where a sequence number is given out."""

    chain = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=NOTHING)

    class Meta:
        db_table = "audit_head"

    def __str__(self) -> str:
        return f"{self.chain}: {self.seq}"


class AuditEvent(models.Model):
    """One act, as it was. Written by `plenum.audit.actions.record`, never changed (triggers), never pruned."""

    pk = models.CompositePrimaryKey("chain", "seq")
    chain = models.BigIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.TextField()
    actor_id = models.BigIntegerField()
    actor_name = models.TextField()
    position_id = models.BigIntegerField(null=True)
    position_title = models.TextField()
    organisation_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    on_behalf_of_name = models.TextField()
    target_kind = models.TextField()
    target_id = models.BigIntegerField()
    payload = models.JSONField()
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_event"
        indexes = [
            models.Index(fields=["target_kind", "target_id", "at"], name="audit_event_of_target"),
            models.Index(fields=["actor_id", "at"], name="audit_event_of_actor"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(seq__gte=1), name="audit_event_is_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq} {self.act}"
