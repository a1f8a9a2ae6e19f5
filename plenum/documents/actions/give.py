"""A head of unit gives a document to the people of the unit."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid
from plenum.documents.assignees import Assignee, name_all
from plenum.documents.enums import AssignmentState, HandlingRole
from plenum.documents.locking import assignment_in, lock_document, save_changed
from plenum.documents.models import Assignment, Document
from plenum.documents.naming import name_in_instruction, told
from plenum.documents.queries.posts import members_of
from plenum.documents.rules import can_give
from plenum.documents.states import next_state
from plenum.documents.turns import close_turns
from plenum.search.actions import reindex


@transaction.atomic
def give_to_specialist(
    *,
    document_id: int,
    version: int,
    assignment_id: int,
    lead: int,
    cooperating: Sequence[int] = (),
    text: str = "",
    due_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Document:
    """Give the unit's assignment to posts of the unit: exactly one leads, the others help.

    The document is in work from the moment the leading unit gives it on. Raises `Invalid` for a post outside the
    unit and for a deadline in the past or after the unit's own.
    """
    document = lock_document(document_id, version=version, by=by)
    assignment = assignment_in(document, assignment_id)
    can_give.check(by, assignment)
    state = next_state("give_to_specialist", document.state)
    due_at = _deadline(due_at, assignment, at)
    _check_members([lead, *cooperating], assignment, at)
    named = name_all(
        document.organisation_id, Assignee("post", lead), [Assignee("post", post) for post in cooperating], (), at=at
    )
    if assignment.role == HandlingRole.LEAD:
        document.state = state
    save_changed(document, "state")
    assignment.state = AssignmentState.GIVEN
    assignment.save(update_fields=["state"])
    close_turns(document, Q(assignment=assignment), by=by, at=at)
    name_in_instruction(document, named, text=text, due_at=due_at, parent=assignment, by=by, at=at)
    reindex("document", document.pk)
    record("documents.document.given", by=by, at=at, target=("document", document.pk), payload=told(named, due_at))
    return document


def _deadline(due_at: datetime | None, assignment: Assignment, at: datetime) -> datetime | None:
    if due_at is None:
        return assignment.due_at
    if due_at < at:
        raise Invalid(_("The deadline is already over. Choose a later one."), field="due_at", code="in_past")
    if assignment.due_at and due_at > assignment.due_at:
        raise Invalid(
            _("The unit itself must be ready earlier. Choose a day before its deadline."),
            field="due_at",
            code="too_late",
        )
    return due_at


def _check_members(position_ids: Sequence[int], assignment: Assignment, at: datetime) -> None:
    members = {post.position_id for post in members_of(assignment.unit_id or 0, at)}
    if not members.issuperset(position_ids):
        raise Invalid(_("Choose people of the unit."), field="lead", code="unknown_assignee")
