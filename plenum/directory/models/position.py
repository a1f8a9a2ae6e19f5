"""Posts in bodies and units, and who holds them when (O2)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from plenum.directory.enums import Role
from plenum.directory.models.organisation import Organisation, Unit
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
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.title


class Appointment(models.Model):
    """A person holds a post for a period."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="appointments")
    #: The post in which the person acts unless they choose another.
    is_main = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "position"],
                condition=Q(valid_to__isnull=True),
                name="appointment_is_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.position}"
