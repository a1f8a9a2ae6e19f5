"""Giving a registered document to a leader (trình)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid
from plenum.directory.actions.principals import principal_of_position
from plenum.documents.enums import Act, GrantReason
from plenum.documents.grants import grant
from plenum.documents.locking import lock_document, save_changed
from plenum.documents.models import Document
from plenum.documents.queries.posts import leaders_for
from plenum.documents.rules import can_submit
from plenum.documents.states import next_state
from plenum.documents.turns import WORK, close_turns, open_turns
from plenum.search.actions import reindex


@transaction.atomic
def submit_to_leader(*, document_id: int, version: int, position_id: int, by: Actor, at: datetime) -> Document:
    """Ask the post ``position_id`` for an instruction; from now on its holder may see the document.

    Raises `Invalid` when the post is not one that instructs in this body, or nobody holds it.
    """
    document = lock_document(document_id, version=version, by=by)
    can_submit.check(by, document)
    document.state = next_state("submit_to_leader", document.state)
    leader = next((p for p in leaders_for(document.organisation_id, at) if p.position_id == position_id), None)
    if leader is None:
        raise Invalid(_("Choose a leader from the list."), field="leader", code="unknown_leader")
    document.submitted_to_id = leader.position_id
    save_changed(document, "state", "submitted_to")
    principal = [principal_of_position(leader.position_id)]
    grant(document, principal, GrantReason.SUBMITTED, by=by, at=at)
    close_turns(document, WORK, by=by, at=at)
    open_turns(document, Act.INSTRUCT, principal, at=at, due_at=document.due_at)
    reindex("document", document.pk)
    record(
        "documents.document.submitted",
        by=by,
        at=at,
        target=("document", document.pk),
        payload={"leader": leader.name, "post": leader.title},
    )
    return document
