"""A file that a secretary handed in becomes a paper of the conference, once the gate has accepted it."""

from collections.abc import Sequence
from datetime import datetime

from plenum.conferences.actions.papers import attach_paper
from plenum.conferences.queries.conferences import conference_visible_to
from plenum.directory.queries.actors import actor_again
from plenum.files.models import Intake, Submission
from plenum.files.purposes import Purpose


def _attach(submission: Submission, intakes: Sequence[Intake], at: datetime) -> int:
    by = actor_again(
        person_id=submission.by_person_id,
        position_id=submission.by_position_id,
        delegation_id=submission.by_delegation_id,
        at=at,
        domain="conferences",
    )
    about, intake = submission.about, intakes[0]
    if intake.blob is None:
        raise ValueError("An accepted file has bytes.")
    paper = attach_paper(
        conference=conference_visible_to(by, about["conference"]),
        item_id=about["item"],
        title=about["title"] or intake.name.rpartition(".")[0] or intake.name,
        blob=intake.blob,
        type_id=about.get("type"),
        by=by,
        at=at,
    )
    return paper.pk


PURPOSE = Purpose("paper", _attach)
