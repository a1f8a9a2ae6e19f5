"""The leader's instruction (bút phê)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid
from plenum.documents.assignees import Assignee, name_all
from plenum.documents.enums import Urgency
from plenum.documents.locking import lock_document, save_changed
from plenum.documents.models import Document
from plenum.documents.naming import name_in_instruction, told
from plenum.documents.rules import can_instruct
from plenum.documents.states import next_state
from plenum.documents.turns import WORK, close_turns
from plenum.search.actions import reindex


@transaction.atomic
def instruct(
    *,
    document_id: int,
    version: int,
    text: str,
    lead: Assignee,
    cooperating: Sequence[Assignee] = (),
    informed: Sequence[Assignee] = (),
    due_at: datetime | None = None,
    urgency: Urgency | None = None,
    by: Actor,
    at: datetime,
) -> Document:
    """Say who leads, who co-operates, who is informed, and by when; all of them may see the document from now on.

    Decree 30/2020 art. 24: for several units the lead, the co-operating ones and the deadline are named. Raises
    `Invalid` for a deadline in the past and for somebody who can't be asked.
    """
    document = lock_document(document_id, version=version, by=by)
    can_instruct.check(by, document)
    document.state = next_state("instruct", document.state)
    if due_at is not None and due_at < at:
        raise Invalid(_("The deadline is already over. Choose a later one."), field="due_at", code="in_past")
    named = name_all(document.organisation_id, lead, cooperating, informed, at=at)
    document.due_at = due_at or document.due_at
    document.urgency = document.urgency if urgency is None else urgency
    save_changed(document, "state", "due_at", "urgency")
    close_turns(document, WORK, by=by, at=at)
    name_in_instruction(document, named, text=text, due_at=document.due_at, parent=None, by=by, at=at)
    reindex("document", document.pk)
    record(
        "documents.document.instructed",
        by=by,
        at=at,
        target=("document", document.pk),
        payload=told(named, document.due_at),
    )
    return document
