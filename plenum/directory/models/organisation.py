"""Bodies and their units, as trees with periods of validity (O1)."""

from collections.abc import Collection

from django.db import models
from django.db.models import F, Q

from plenum.directory.enums import Level, SuccessionKind, System
from plenum.directory.models.naming import Named
from plenum.directory.models.periods import never_twice
from plenum.directory.models.trees import no_cycle


class Organisation(Named):
    """A body that sends and receives documents under its own name."""

    #: Exchange code of the body, up to 35 characters since the 2022 amendment of QCVN 102:2016.
    code = models.CharField(max_length=35, unique=True)
    short_name = models.CharField(max_length=60)
    #: The body's part of a document symbol: ``TU`` in ``412-CV/TU``.
    symbol = models.CharField(max_length=20)
    system = models.CharField(max_length=10, choices=System.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    #: Where documents of the body are dated from: ``Lam Giang, ngày …``.
    place = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    #: The last day of the body.
    valid_to = models.DateField(null=True, blank=True)
    #: What it holds is shown, printed and downloaded with the reader's name and the time over every page.
    asks_for_watermark = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organisation_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_is_not_its_own_parent"),
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="organisation_in_order")]
        triggers = [no_cycle("directory_organisation", "organisation_is_not_below_itself")]

    def words_to_find(self) -> Collection[str]:
        return [self.name, self.short_name, self.symbol, self.code]


class Unit(Named):
    """A department or section inside a body."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    #: The unit's part of a document symbol: ``VX`` in ``12/UBND-VX``.
    symbol = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    #: The last day of the unit.
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
        ]
        triggers = [
            no_cycle(
                "directory_unit",
                "unit_is_not_below_itself",
                check="""
                IF NOT EXISTS (
                    SELECT 1 FROM directory_unit WHERE id = NEW.parent_id AND organisation_id = NEW.organisation_id
                ) THEN
                    RAISE EXCEPTION 'unit_is_below_a_unit_of_its_body'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_is_below_a_unit_of_its_body';
                END IF;
                """,
            )
        ]


class FormerName(models.Model):
    """What a body or a unit was called for a time: documents of those days keep showing it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="former_names"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="former_names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    symbol = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    #: The last day of the name.
    valid_to = models.DateField()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, unit=None) | Q(organisation=None, unit__isnull=False),
                name="former_name_is_of_one_body_or_unit",
            ),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="former_name_ends_after_it_begins"),
            never_twice("organisation_has_one_name_on_a_day", "organisation_id"),
            never_twice("unit_has_one_name_on_a_day", "unit_id"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One body took over from another, by merger or by split."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_from")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_to")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    #: The successor's first day.
    on = models.DateField()

    class Meta:
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_is_told_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_is_to_another_body"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
