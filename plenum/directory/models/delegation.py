"""Delegation and substitution with period and scope (O3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from plenum.directory.enums import DelegationKind, Scope
from plenum.directory.models.periods import never_twice_at
from plenum.directory.models.person import Person
from plenum.directory.models.position import Position


class Delegation(models.Model):
    """The holder of a post lets somebody else act in it for a period; it can't be passed on."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="delegations")
    delegator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_held")
    kind = models.CharField(max_length=20, choices=DelegationKind.choices, default=DelegationKind.DELEGATION)
    #: Domains in which the delegate may act (`Scope`); empty means all of the post.
    scope = ArrayField(models.CharField(max_length=30, choices=Scope.choices), default=list, blank=True)
    reason = models.CharField(max_length=500)
    valid_from = models.DateTimeField()
    #: The first instant at which it no longer holds.
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="delegations_revoked"
    )

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="delegation_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(delegator=F("delegate")), name="delegation_is_to_somebody_else"),
            never_twice_at(
                "delegation_of_a_post_to_a_person_is_given_once",
                "position_id",
                "delegator_id",
                "delegate_id",
                condition=Q(revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegator} → {self.delegate}"

    def scope_labels(self) -> list[str]:
        """The scope in words; empty for the whole post."""
        return [str(scope.label) for scope in Scope if scope in self.scope]
