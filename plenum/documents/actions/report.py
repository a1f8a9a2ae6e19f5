"""Reporting that the work is done."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid
from plenum.directory.actions.principals import principal_of_position
from plenum.documents.enums import Act, AssignmentState, HandlingRole
from plenum.documents.locking import assignment_in, lock_document, save_changed
from plenum.documents.models import Assignment, Document, Instruction, Report
from plenum.documents.rules import can_report, post_of
from plenum.documents.states import next_state
from plenum.documents.turns import WORK, close_turns, open_turns
from plenum.search.actions import reindex


@transaction.atomic
def report_done(*, document_id: int, version: int, assignment_id: int, text: str, by: Actor, at: datetime) -> Document:
    """Report what was done; the report of the lead, through every unit it went, closes the document.

    Whoever else was still at work is released with it, and everybody who gave an instruction is told. The report
    of somebody who co-operates ends that part alone. Raises `Invalid` without a text.
    """
    document = lock_document(document_id, version=version, by=by)
    assignment = assignment_in(document, assignment_id)
    can_report.check(by, assignment)
    state = next_state("report_done", document.state)
    if not text.strip():
        raise Invalid(_("Write what was done."), field="text", code="required")
    Report.objects.create(
        assignment=assignment,
        text=text.strip(),
        reported_at=at,
        reported_by_id=by.person_id,
        reported_in_id=post_of(by),
        on_behalf_of_id=by.on_behalf_of_id,
    )
    closes = _end_upwards(assignment, by=by, at=at)
    if closes:
        document.state, document.finished_at = state, at
        _release_others(document, by=by, at=at)
        _tell_those_who_asked(document, by=by, at=at)
    save_changed(document, "state", "finished_at")
    reindex("document", document.pk)
    record(
        "documents.document.closed" if closes else "documents.document.reported",
        by=by,
        at=at,
        target=("document", document.pk),
    )
    return document


def _end_upwards(assignment: Assignment, *, by: Actor, at: datetime) -> bool:
    """End the assignment and, as long as it leads, the one it came from; True when that reaches the leader's own."""
    leads = True
    current: Assignment | None = assignment
    while current is not None and leads:
        current.state, current.ended_at = AssignmentState.DONE, at
        current.save(update_fields=["state", "ended_at"])
        close_turns(current.document, Q(assignment=current), by=by, at=at)
        leads = current.role == HandlingRole.LEAD
        current = current.instruction.parent
    return leads


def _release_others(document: Document, *, by: Actor, at: datetime) -> None:
    still_open = Assignment.objects.filter(
        document=document, state__in=[AssignmentState.OPEN, AssignmentState.GIVEN]
    ).exclude(role=HandlingRole.INFORM)
    still_open.update(state=AssignmentState.ENDED, ended_at=at)
    close_turns(document, WORK, by=by, at=at)


def _tell_those_who_asked(document: Document, *, by: Actor, at: datetime) -> None:
    asked = Instruction.objects.filter(document=document, ended_at=None).exclude(given_in=by.position_id)
    posts = set(asked.values_list("given_in_id", flat=True))
    open_turns(document, Act.READ, [principal_of_position(post) for post in posts], at=at)
