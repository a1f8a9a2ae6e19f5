"""The way a document went: instructions, whom they named, what was reported; and who has it now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from plenum.directory.enums import PrincipalKind
from plenum.documents.deadlines import as_written
from plenum.documents.enums import Act
from plenum.documents.models import Assignment, Document, Instruction, Report, Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """An assignment and what the assignee asked of others."""

    assignment: Assignment
    below: "list[Step]"


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction and whom it names, the lead first."""

    instruction: Instruction
    named: list[Asked]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose turn it is."""

    name: str
    act: Act
    due_at: datetime | None
    since: datetime

    @property
    def due(self) -> date | datetime | None:
        """The deadline as it was meant: a day or an hour."""
        return as_written(self.due_at)


def route_of(document: Document) -> list[Step]:
    """The tree of instructions, in force and ended, oldest first. Three queries, whatever the size."""
    instructions = list(
        Instruction.objects.filter(document=document).select_related("given_by", "given_in", "on_behalf_of")
    )
    assignments = (
        Assignment.objects.filter(document=document)
        .select_related("unit", "person", "position")
        .prefetch_related(Prefetch("reports", Report.objects.select_related("reported_by", "on_behalf_of")))
    )
    named: dict[int, list[Assignment]] = {}
    for assignment in assignments:
        named.setdefault(assignment.instruction_id, []).append(assignment)
    return _below(None, instructions, named)


def holders_of(document: Document) -> list[Holder]:
    """Whose turn it is, without those who are only to read it; each name once. One query."""
    turns = (
        Turn.objects.filter(document=document, closed_at=None)
        .exclude(act=Act.READ)
        .select_related(
            "principal__person",
            "principal__position",
            "principal__organisation",
            "principal__unit",
            "assignment__unit",
            "assignment__person",
        )
    )
    holders = {
        (name := _name(turn), turn.act): Holder(name, Act(turn.act), turn.due_at, turn.opened_at) for turn in turns
    }
    return list(holders.values())


def _below(parent: int | None, instructions: list[Instruction], named: dict[int, list[Assignment]]) -> list[Step]:
    return [
        Step(
            instruction,
            [Asked(a, _below(a.pk, instructions, named)) for a in named.get(instruction.pk, [])],
        )
        for instruction in instructions
        if instruction.parent_id == parent
    ]


def _name(turn: Turn) -> str:
    if turn.assignment is not None:
        return turn.assignment.name
    principal = turn.principal
    if principal.kind == PrincipalKind.CLERKS and principal.organisation:
        return principal.organisation.short_name
    return str(principal.position or principal.person or principal.unit or principal.organisation)
