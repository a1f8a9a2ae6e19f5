"""A change of rights that waits for a second administrator (F3.c)."""

from django.db import models
from django.db.models import F, Q

from plenum.directory.enums import RightsChangeKind, RightsChangeState
from plenum.directory.models.person import Person
from plenum.directory.models.position import Position


class RightsChange(models.Model):
    """What one administrator proposed and another confirms; nothing of it holds before."""

    kind = models.CharField(max_length=20, choices=RightsChangeKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="rights_changes")
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="rights_changes"
    )
    #: What exactly would hold: dates as ISO text, roles, scope; its shape depends on the kind.
    terms = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=10, choices=RightsChangeState.choices, default=RightsChangeState.PROPOSED, db_index=True
    )
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rights_changes_proposed")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="rights_changes_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    #: Why it was refused or withdrawn.
    decision_reason = models.CharField(max_length=500, blank=True)
    #: The one confirmation that the first administrator gives alone: that of the second administrator.
    is_bootstrap = models.BooleanField(default=False)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(state="proposed", decided_by=None, decided_at=None)
                    | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(state="proposed")
                ),
                name="rights_change_is_decided_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["applied", "refused"])
                | ~Q(decided_by=F("proposed_by"))
                | Q(is_bootstrap=True, state="applied"),
                name="rights_change_is_decided_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(person=None) | ~Q(decided_by=F("person")),
                name="rights_change_is_not_confirmed_by_who_gains",
            ),
            models.UniqueConstraint(
                fields=["is_bootstrap"],
                condition=Q(is_bootstrap=True),
                name="rights_change_without_a_second_person_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "person", "position"],
                condition=Q(state="proposed"),
                nulls_distinct=False,
                name="rights_change_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
