"""Files that a clerk handed in become a document that waits to be registered, once the gate has accepted them."""

from collections.abc import Sequence
from datetime import datetime

from plenum.directory.queries.actors import actor_again
from plenum.documents.actions.receive import receive_document
from plenum.files.models import Intake, Submission
from plenum.files.purposes import Purpose


def _receive(submission: Submission, intakes: Sequence[Intake], at: datetime) -> int:
    by = actor_again(
        person_id=submission.by_person_id,
        position_id=submission.by_position_id,
        delegation_id=submission.by_delegation_id,
        at=at,
        domain="documents",
    )
    return receive_document(intakes=intakes, type_id=submission.about.get("type"), by=by, at=at).pk


PURPOSE = Purpose("document", _receive)
