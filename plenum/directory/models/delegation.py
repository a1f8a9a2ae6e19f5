"""Delegation and substitution with period and scope (O3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from plenum.directory.models.person import Person
from plenum.directory.models.position import Position


class Delegation(models.Model):
    """The holder of a post lets somebody else act in it for a period."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="delegations")
    delegator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_held")
    #: Domains in which the delegate may act (``documents``, ``conferences``); empty means all of the post.
    scope = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    reason = models.CharField(max_length=500)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="delegation_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(delegator=F("delegate")), name="delegation_is_to_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.delegator} → {self.delegate}"
