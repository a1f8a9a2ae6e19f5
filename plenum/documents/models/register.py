"""Registers and their numbers: gapless, given once, never taken back."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from plenum.directory.enums import System
from plenum.directory.models import Organisation, Person
from plenum.documents.enums import Direction, Fate, Period
from plenum.documents.models.type import DocumentType


class Register(models.Model):
    """A book of a body for a period: incoming documents of a year, outgoing ones of a year, a term, a congress."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="registers")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    #: The rules that number the book; empty for incoming documents, which come from everywhere.
    system = models.CharField(max_length=10, choices=System.choices, blank=True)
    period = models.CharField(max_length=10, choices=Period.choices, default=Period.YEAR)
    #: How the period is called: ``2026``, ``2025-2030``, ``XVIII``.
    label = models.CharField(max_length=20)
    opens_on = models.DateField()
    #: The last day of the period; None while its end is not known.
    closes_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "direction", "system", "period", "label"], name="register_is_opened_once"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="register_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class NumberSeries(models.Model):
    """One run of numbers in a register: all of it, one type, or one group of types."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="series")
    type = models.ForeignKey(DocumentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=40, blank=True)
    #: Where the count begins: above 1 when a body comes from paper in the middle of a year.
    first_number = models.PositiveIntegerField(default=1)
    #: The last number given; locked while the next one is.
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "type", "group"], nulls_distinct=False, name="series_counts_once_in_its_register"
            ),
            models.CheckConstraint(
                condition=Q(type__isnull=True) | Q(group=""), name="series_is_of_a_type_or_of_a_group"
            ),
            models.CheckConstraint(condition=Q(first_number__gte=1), name="series_begins_at_one_or_above"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.type or self.group}"


class SeriesNumber(models.Model):
    """One number and what became of it."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    #: A letter for a number put between two others; empty for the number itself.
    sub = models.CharField(max_length=4, blank=True)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.USED)
    #: Why it is void or was kept back.
    reason = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["series", "number", "sub"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number", "sub"], name="number_is_given_once_in_its_series"),
            models.CheckConstraint(condition=Q(number__gte=1), name="number_is_one_or_above"),
            models.CheckConstraint(condition=~Q(fate="void") | ~Q(reason=""), name="void_number_says_why"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="number_follows_the_one_before",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NOT EXISTS (
                    SELECT 1 FROM documents_numberseries s WHERE s.id = NEW.series_id AND NEW.sub = ''
                    AND NEW.number = s.first_number
                ) AND NOT EXISTS (
                    SELECT 1 FROM documents_seriesnumber n WHERE n.series_id = NEW.series_id AND n.sub = ''
                    AND n.number = CASE WHEN NEW.sub = '' THEN NEW.number - 1 ELSE NEW.number END
                ) THEN
                    RAISE EXCEPTION 'number_follows_the_one_before'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'number_follows_the_one_before';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="number_stays_what_it_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("series_id", "number", "sub"),  # type: ignore[no-untyped-call]
                func="""
                RAISE EXCEPTION 'number_stays_what_it_is'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'number_stays_what_it_is';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.sub}"
