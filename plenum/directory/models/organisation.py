"""Bodies and their units, as trees with periods of validity (O1)."""

from django.db import models
from django.db.models import F, Q

from plenum.directory.enums import Level, System


class Organisation(models.Model):
    """A body that sends and receives documents under its own name."""

    #: Exchange code of the body, up to 35 characters since the 2022 amendment of QCVN 102:2016.
    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    #: The body's part of a document symbol: ``TU`` in ``412-CV/TU``.
    symbol = models.CharField(max_length=20)
    system = models.CharField(max_length=10, choices=System.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    #: Where documents of the body are dated from: ``Lam Giang, ngày …``.
    place = models.CharField(max_length=80, blank=True)
    sort_key = models.CharField(max_length=500, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organisation_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A department or section inside a body."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=200)
    #: The unit's part of a document symbol: ``VX`` in ``12/UBND-VX``.
    symbol = models.CharField(max_length=20, blank=True)
    sort_key = models.CharField(max_length=500, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name
