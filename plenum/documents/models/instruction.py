"""Instructions (bút phê) and whom they name, as a tree down the units."""

from datetime import date, datetime

import pgtrigger
from django.db import models
from django.db.models import Q

from plenum.directory.models import Person, Position, Unit
from plenum.documents.deadlines import as_written
from plenum.documents.enums import AssignmentState, HandlingRole
from plenum.documents.models.document import Document


class Instruction(models.Model):
    """What a leader or a head of unit asks, of whom, by when."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="instructions")
    #: The assignment that is given on; None for the leader's own instruction.
    parent = models.ForeignKey(
        "Assignment", on_delete=models.CASCADE, null=True, blank=True, related_name="instructions"
    )
    text = models.CharField(max_length=1000, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_in = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    #: In whose name, when somebody else's post was acted in.
    on_behalf_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: From when it holds no more, because what it asked was returned.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "parent"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_instruction_is_in_force",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="instruction_names_a_lead",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Insert,
                func="""
                IF NOT EXISTS (
                    SELECT 1 FROM documents_assignment a WHERE a.instruction_id = NEW.id AND a.role = 'lead'
                ) AND EXISTS (SELECT 1 FROM documents_instruction i WHERE i.id = NEW.id) THEN
                    RAISE EXCEPTION 'instruction_names_a_lead'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'instruction_names_a_lead';
                END IF;
                RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def due(self) -> date | datetime | None:
        """The deadline as it was meant: a day or an hour."""
        return as_written(self.due_at)


class Assignment(models.Model):
    """A unit or a person in a post, and what is asked of it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="assignments")
    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=10, choices=HandlingRole.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: The post in which the person is asked; whoever acts in it may answer.
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=AssignmentState.choices, default=AssignmentState.OPEN)
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["instruction"], condition=Q(role="lead"), name="instruction_has_one_lead"),
            models.UniqueConstraint(
                fields=["instruction", "unit", "position"],
                nulls_distinct=False,
                name="instruction_names_nobody_twice",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None, position=None)
                | Q(unit=None, person__isnull=False, position__isnull=False),
                name="assignment_is_to_a_unit_or_to_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "given"], ended_at=None)
                | Q(state__in=["done", "returned", "ended"], ended_at__isnull=False),
                name="ended_assignment_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def due(self) -> date | datetime | None:
        """The deadline as it was meant: a day or an hour."""
        return as_written(self.due_at)

    @property
    def name(self) -> str:
        """Who was asked; needs ``unit`` or ``person`` loaded."""
        return self.unit.name if self.unit else str(self.person)
