"""Who may do what with a document. Whether it is the moment is a matter of `plenum.documents.states`."""

from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forbidden
from plenum.core.rules import Reason, rule
from plenum.directory.enums import Role
from plenum.documents.enums import AssignmentState
from plenum.documents.models import Assignment, Document, Instruction


@rule
def can_register(by: Actor, organisation_id: int | None) -> Reason:
    """The clerks of a body keep its registers (Decree 30/2020 art. 22)."""
    if organisation_id is not None and by.organisation_id == organisation_id and by.has_role(Role.CLERK):
        return None
    return _("Only a clerk of the body that received the document may do this.")


@rule
def can_submit(by: Actor, document: Document) -> Reason:
    """The clerks give a registered document to a leader (art. 23)."""
    return can_register.reason(by, document.organisation_id)


@rule
def can_return_to_sender(by: Actor, document: Document) -> Reason:
    """The clerks return what does not belong here (art. 21)."""
    return can_register.reason(by, document.organisation_id)


@rule
def can_instruct(by: Actor, document: Document) -> Reason:
    """The leader who was asked gives the instruction, or whoever acts in that post (art. 24)."""
    if document.submitted_to_id is None or by.position_id != document.submitted_to_id:
        return _("The document was given to another leader.")
    if not by.has_role(Role.LEADER, Role.CHIEF_OF_OFFICE):
        return _("This post does not give instructions.")
    return None


@rule
def can_give(by: Actor, assignment: Assignment) -> Reason:
    """The head of the named unit gives it on, once."""
    if assignment.unit_id is None or not _heads(by, assignment):
        return _("Only the head of the unit that was named may do this.")
    return _still_open(assignment)


@rule
def can_report(by: Actor, assignment: Assignment) -> Reason:
    """Who was asked reports; for a unit that gave it to nobody, its head."""
    if not _answers(by, assignment):
        return _("Only the person who was asked may report.")
    return _still_open(assignment)


@rule
def can_return(by: Actor, assignment: Assignment) -> Reason:
    """Who was asked to lead may return it to whoever asked, as long as nothing was given on or reported."""
    if not _answers(by, assignment):
        return _("Only the person who was asked may return it.")
    return _still_open(assignment)


@rule
def can_ask_for_more(by: Actor, instruction: Instruction) -> Reason:
    """Who gave an instruction may find the answer not enough."""
    if by.position_id is None or instruction.given_in_id != by.position_id:
        return _("Only the person who gave the instruction may do this.")
    return None


@rule
def can_correct_text(by: Actor, document: Document, *, has_turn: bool) -> Reason:
    """The clerks of the body, and whoever has the document on the desk, mend what was read from its files."""
    if has_turn or can_register(by, document.organisation_id):
        return None
    return _("Only a clerk of the body, or whoever has the document on the desk now, may correct its text.")


@rule
def can_take_original(by: Actor, document: Document) -> Reason:
    """Where the body asks for a watermark its clerks alone get the original, to verify a signature."""
    if not document.organisation.asks_for_watermark or can_register(by, document.organisation_id):
        return None
    return _("The body asks for a watermark: only its clerks get the original, to verify a signature.")


def post_of(by: Actor) -> int:
    """The post in which ``by`` acts; raises `Forbidden` when there is none."""
    if by.position_id is None:
        raise Forbidden(_("You hold no post now, so nothing can be done in its name."), code="no_post")
    return by.position_id


def body_of(by: Actor) -> int:
    """The body in whose name ``by`` acts; raises `Forbidden` when there is none."""
    if by.organisation_id is None:
        raise Forbidden(_("You hold no post now, so nothing can be done in its name."), code="no_post")
    return by.organisation_id


def _heads(by: Actor, assignment: Assignment) -> bool:
    return by.unit_id is not None and by.unit_id == assignment.unit_id and by.has_role(Role.HEAD_OF_UNIT)


def _answers(by: Actor, assignment: Assignment) -> bool:
    if assignment.unit_id is not None:
        return _heads(by, assignment)
    return by.position_id is not None and by.position_id == assignment.position_id


def _still_open(assignment: Assignment) -> Reason:
    if assignment.state == AssignmentState.OPEN:
        return None
    if assignment.state == AssignmentState.GIVEN:
        return _("This was already given on.")
    return _("This is already finished.")
