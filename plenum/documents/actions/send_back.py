"""Returning a document one step, always with a reason; and asking for more when the answer was not enough."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Forbidden, Invalid, Refusal
from plenum.directory.actions.principals import principal_of_clerks, principal_of_position
from plenum.documents.enums import Act, AssignmentState, HandlingRole
from plenum.documents.locking import assignment_in, lock_document, save_changed
from plenum.documents.models import Assignment, Document, Instruction
from plenum.documents.queries.posts import heads_of
from plenum.documents.rules import can_ask_for_more, can_instruct, can_return, can_return_to_sender
from plenum.documents.states import next_state
from plenum.documents.turns import WORK, close_turns, open_turns
from plenum.search.actions import reindex


@transaction.atomic
def return_to_sender(*, document_id: int, version: int, reason: str, by: Actor, at: datetime) -> Document:
    """Return what was sent to the wrong address or can't be used; its number, if it has one, stays taken."""
    document = lock_document(document_id, version=version, by=by)
    can_return_to_sender.check(by, document)
    document.state = next_state("return_to_sender", document.state)
    document.finished_at = at
    save_changed(document, "state", "finished_at")
    close_turns(document, WORK, by=by, at=at)
    _tell(document, "returned_to_sender", reason, by=by, at=at)
    return document


@transaction.atomic
def return_to_clerk(*, document_id: int, version: int, reason: str, by: Actor, at: datetime) -> Document:
    """The leader gives it back: the clerk chooses another leader, or returns it to the sender."""
    document = lock_document(document_id, version=version, by=by)
    can_instruct.check(by, document)
    document.state = next_state("return_to_clerk", document.state)
    save_changed(document, "state")
    close_turns(document, WORK, by=by, at=at)
    clerks = [principal_of_clerks(document.organisation_id)]
    open_turns(document, Act.SUBMIT, clerks, at=at, due_at=document.due_at)
    _tell(document, "returned_to_clerk", reason, by=by, at=at)
    return document


@transaction.atomic
def return_to_leader(
    *, document_id: int, version: int, assignment_id: int, reason: str, by: Actor, at: datetime
) -> Document:
    """Who was asked to lead returns it before anything was begun: the leader instructs again."""
    document = lock_document(document_id, version=version, by=by)
    assignment = _leading(document, assignment_id, by)
    if assignment.instruction.parent_id is not None:
        raise Refusal(_("It was given by the head of the unit. Return it there."), code="out_of_order")
    document.state = next_state("return_to_leader", document.state)
    save_changed(document, "state")
    _undo(assignment, at)
    close_turns(document, WORK, by=by, at=at)
    leader = [principal_of_position(assignment.instruction.given_in_id)]
    open_turns(document, Act.INSTRUCT, leader, at=at, due_at=document.due_at)
    _tell(document, "returned_to_leader", reason, by=by, at=at)
    return document


@transaction.atomic
def return_to_head(
    *, document_id: int, version: int, assignment_id: int, reason: str, by: Actor, at: datetime
) -> Document:
    """The specialist who leads returns it: the head of the unit gives it to somebody else."""
    document = lock_document(document_id, version=version, by=by)
    assignment = _leading(document, assignment_id, by)
    above = assignment.instruction.parent
    if above is None:
        raise Refusal(_("It was given by the leader. Return it there."), code="out_of_order")
    state = next_state("return_to_head", document.state)
    if above.role == HandlingRole.LEAD:
        document.state = state
    save_changed(document, "state")
    _undo(assignment, at)
    Assignment.objects.filter(pk=above.pk).update(state=AssignmentState.OPEN)
    close_turns(document, Q(assignment__instruction=assignment.instruction_id), by=by, at=at)
    heads = [principal_of_position(post.position_id) for post in heads_of(above.unit_id or 0, at)]
    open_turns(document, Act.GIVE, heads, at=at, due_at=above.due_at, assignment=above)
    _tell(document, "returned_to_head", reason, by=by, at=at)
    return document


@transaction.atomic
def ask_for_more(*, document_id: int, version: int, reason: str, by: Actor, at: datetime) -> Document:
    """The answer was not enough: the work goes back to whoever reported, and the document is open again."""
    document = lock_document(document_id, version=version, by=by)
    asked = Instruction.objects.filter(document=document, ended_at=None, given_in=by.position_id).order_by("pk").last()
    if asked is None:
        raise Forbidden(_("Only the person who gave the instruction may do this."), code="may_not_ask_for_more")
    can_ask_for_more.check(by, asked)
    document.state = next_state("ask_for_more", document.state)
    document.finished_at = None
    save_changed(document, "state", "finished_at")
    _reopen(document, at)
    _tell(document, "asked_for_more", reason, by=by, at=at)
    return document


def _said(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("Say why; whoever gets it back must know."), field="reason", code="required")
    return reason.strip()


def _tell(document: Document, act: str, reason: str, *, by: Actor, at: datetime) -> None:
    reindex("document", document.pk)
    record(
        f"documents.document.{act}", by=by, at=at, target=("document", document.pk), payload={"reason": _said(reason)}
    )


def _leading(document: Document, assignment_id: int, by: Actor) -> Assignment:
    assignment = assignment_in(document, assignment_id)
    can_return.check(by, assignment)
    if assignment.role != HandlingRole.LEAD:
        raise Refusal(
            _("Who co-operates does not return the document. Report what your part is instead."), code="out_of_order"
        )
    return assignment


def _undo(assignment: Assignment, at: datetime) -> None:
    """End the instruction with everybody it named."""
    Instruction.objects.filter(pk=assignment.instruction_id).update(ended_at=at)
    named = Assignment.objects.filter(instruction=assignment.instruction_id, ended_at=None)
    named.exclude(pk=assignment.pk).update(state=AssignmentState.ENDED, ended_at=at)
    named.filter(pk=assignment.pk).update(state=AssignmentState.RETURNED, ended_at=at)


def _reopen(document: Document, at: datetime) -> None:
    """Open the assignment whose report closed the document, and what it came from."""
    leading = (
        Assignment.objects.select_related("instruction__parent")
        .filter(document=document, role=HandlingRole.LEAD, state=AssignmentState.DONE, instruction__ended_at=None)
        .filter(Q(instruction__parent=None) | Q(instruction__parent__role=HandlingRole.LEAD))
        .order_by("pk")
    )
    *above, reported = leading
    Assignment.objects.filter(pk__in=[a.pk for a in above]).update(state=AssignmentState.GIVEN, ended_at=None)
    Assignment.objects.filter(pk=reported.pk).update(state=AssignmentState.OPEN, ended_at=None)
    posts = (
        [reported.position_id] if reported.position_id else [p.position_id for p in heads_of(reported.unit_id or 0, at)]
    )
    open_turns(
        document,
        Act.REPORT if reported.position_id else Act.GIVE,
        [principal_of_position(post) for post in posts],
        at=at,
        due_at=reported.due_at,
        assignment=reported,
    )
