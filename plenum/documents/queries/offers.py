"""The next act: what somebody may do with a document now. Rules and the table of states decide, nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forbidden
from plenum.documents.enums import HandlingRole, State
from plenum.documents.models import Assignment, Document, Instruction
from plenum.documents.rules import (
    can_ask_for_more,
    can_give,
    can_instruct,
    can_report,
    can_return,
    can_return_to_sender,
    can_submit,
)
from plenum.documents.states import INCOMING, next_state


@dataclass(frozen=True, slots=True)
class Offer:
    """An act by the name of its action, and the assignment that it is about."""

    act: str
    assignment: Assignment | None = None


def offers_for(by: Actor, document: Document, assignments: list[Assignment]) -> list[Offer]:
    """What ``by`` may do now, the most natural act first; ``assignments`` as `assignments_of` gives them."""
    possible = [*_of_document(by, document), *(o for a in assignments for o in _of_assignment(by, a))]
    more = [Offer("ask_for_more")] if _may_ask(by, assignments) else []
    offers = [*possible, *more]
    return sorted(
        (o for o in offers if INCOMING.allows(o.act, State(document.state))), key=lambda o: _ORDER.index(o.act)
    )


def offer_of(
    by: Actor, document: Document, act: str, assignments: list[Assignment], assignment_id: int | None = None
) -> Offer:
    """The offer of ``act`` to ``by``; with ``assignment_id`` the one that is about it.

    Raises a `Refusal` with code ``out_of_order`` when it is not the moment, `Forbidden` when it is not theirs to do.
    """
    next_state(act, document.state)
    offers = [offer for offer in offers_for(by, document, assignments) if offer.act == act]
    about = [o for o in offers if assignment_id is None or (o.assignment and o.assignment.pk == assignment_id)]
    if not about:
        raise Forbidden(_("It is not your turn to do this in the post you have chosen."), code=f"may_not_{act}")
    return about[0]


def assignments_of(document: Document) -> list[Assignment]:
    """All assignments of the document with their instructions; one query."""
    return list(
        Assignment.objects.filter(document=document).select_related("instruction__parent", "unit", "person", "position")
    )


#: Forward before backward.
_ORDER = (
    "register_document",
    "submit_to_leader",
    "instruct",
    "give_to_specialist",
    "report_done",
    "ask_for_more",
    "return_to_clerk",
    "return_to_leader",
    "return_to_head",
    "return_to_sender",
)


def _of_document(by: Actor, document: Document) -> Iterator[Offer]:
    if can_submit(by, document):
        yield Offer("register_document")
        yield Offer("submit_to_leader")
    if can_instruct(by, document):
        yield Offer("instruct")
        yield Offer("return_to_clerk")
    if can_return_to_sender(by, document):
        yield Offer("return_to_sender")


def _of_assignment(by: Actor, assignment: Assignment) -> Iterator[Offer]:
    if assignment.role == HandlingRole.INFORM:
        return
    if can_give(by, assignment):
        yield Offer("give_to_specialist", assignment)
    if can_report(by, assignment):
        yield Offer("report_done", assignment)
    if assignment.role == HandlingRole.LEAD and can_return(by, assignment):
        yield Offer("return_to_head" if assignment.instruction.parent_id else "return_to_leader", assignment)


def _may_ask(by: Actor, assignments: list[Assignment]) -> bool:
    instructions: dict[int, Instruction] = {a.instruction_id: a.instruction for a in assignments}
    return any(i.ended_at is None and can_ask_for_more(by, i) for i in instructions.values())
