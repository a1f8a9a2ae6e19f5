"""Naming people in an instruction, as a part of an act."""

from collections.abc import Sequence
from datetime import datetime

from plenum.audit.canonical import JSON
from plenum.core.actor import Actor
from plenum.documents.assignees import Named
from plenum.documents.deadlines import as_written
from plenum.documents.enums import Act, GrantReason, HandlingRole
from plenum.documents.grants import grant
from plenum.documents.models import Assignment, Document, Instruction
from plenum.documents.rules import post_of
from plenum.documents.turns import open_turns

#: What somebody is asked to do first.
_FIRST_ACT = {"unit": Act.GIVE, "post": Act.REPORT}


def name_in_instruction(
    document: Document,
    named: Sequence[Named],
    *,
    text: str,
    due_at: datetime | None,
    parent: Assignment | None,
    by: Actor,
    at: datetime,
) -> Instruction:
    """Write the instruction, let everybody named see the document, and pass them the turn."""
    instruction = Instruction.objects.create(
        document=document,
        parent=parent,
        text=text.strip(),
        due_at=due_at,
        given_at=at,
        given_by_id=by.person_id,
        given_in_id=post_of(by),
        on_behalf_of_id=by.on_behalf_of_id,
    )
    for each in named:
        _name(document, instruction, each, by=by, at=at)
    return instruction


def told(named: Sequence[Named], due_at: datetime | None) -> dict[str, JSON]:
    """The names and the deadline, for the record."""
    written = as_written(due_at)
    return {
        "lead": named[0].name,
        "cooperating": [each.name for each in named if each.role == HandlingRole.COOPERATE],
        "informed": [each.name for each in named if each.role == HandlingRole.INFORM],
        "due": written.isoformat() if written else "",
    }


def _name(document: Document, instruction: Instruction, named: Named, *, by: Actor, at: datetime) -> None:
    assignment = Assignment.objects.create(
        document=document,
        instruction=instruction,
        role=named.role,
        unit_id=named.unit_id,
        person_id=named.person_id,
        position_id=named.position_id,
        due_at=instruction.due_at,
    )
    grant(document, named.seeing, GrantReason(named.role.value), by=by, at=at)
    act = Act.READ if named.role == HandlingRole.INFORM else _FIRST_ACT[named.assignee.kind]
    open_turns(document, act, named.answering, at=at, due_at=instruction.due_at, assignment=assignment)
