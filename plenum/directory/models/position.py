"""Posts in bodies and units, and who holds them when (O2)."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from plenum.directory.enums import Role
from plenum.directory.models.organisation import Organisation, Unit
from plenum.directory.models.periods import never_twice
from plenum.directory.models.person import Person


class Position(models.Model):
    """A post: Head of the General Department, Clerk, Deputy Secretary."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="positions")
    title = models.CharField(max_length=100)
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), default=list)
    #: The order in which a body's posts are listed: its first leader is 0.
    rank = models.PositiveSmallIntegerField(default=100)
    valid_from = models.DateField()
    #: The last day of the post.
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="position_ends_after_it_begins",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="position_is_in_a_unit_of_its_body",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("unit_id", "organisation_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(new__unit__isnull=False),
                func="""
                IF NOT EXISTS (
                    SELECT 1 FROM directory_unit WHERE id = NEW.unit_id AND organisation_id = NEW.organisation_id
                ) THEN
                    RAISE EXCEPTION 'position_is_in_a_unit_of_its_body'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'position_is_in_a_unit_of_its_body';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.title

    def role_labels(self) -> list[str]:
        """The roles in words, in the order of `Role`."""
        return [str(role.label) for role in Role if role in self.roles]


class Appointment(models.Model):
    """A person holds a post for a period."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="appointments")
    #: The post in which the person acts unless they choose another.
    is_main = models.BooleanField(default=True)
    valid_from = models.DateField()
    #: The last day of the appointment.
    valid_to = models.DateField(null=True, blank=True)
    #: Ended before its time: from this instant the holder has no rights by it.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
            never_twice(
                "appointment_is_held_once_at_a_time", "person_id", "position_id", condition=Q(ended_at__isnull=True)
            ),
            never_twice(
                "person_has_one_main_post_at_a_time", "person_id", condition=Q(ended_at__isnull=True, is_main=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.position}"
