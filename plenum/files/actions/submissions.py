"""What becomes of files that were handed in together, once the gate has judged all of them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from plenum.audit.actions.record import record
from plenum.core.actor import Actor
from plenum.core.errors import Refusal
from plenum.files.enums import SubmissionState
from plenum.files.errors import NAMELESS
from plenum.files.models import Intake, Submission
from plenum.files.purposes import purpose_of
from plenum.files.queries.submissions import submission_for
from plenum.files.states import SUBMISSION


@transaction.atomic
def carry_out(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """Do what the files were handed in for, when all are judged and accepted; otherwise stop and let the person decide.

    Nothing changes while a file is still being checked, and nothing that has ended changes again.
    """
    submission, intakes = _held(submission_id)
    if not submission.is_checking or any(intake.is_checking for intake in intakes):
        return submission
    if all(intake.accepted for intake in intakes):
        _make(submission, intakes, "carry_out", at)
    else:
        _stop(submission)
        if any(intake.code in NAMELESS for intake in intakes):
            submission.about.pop("title", None)
    submission.save()
    record(f"files.submission.{submission.state}", by=by, at=at, target=("submission", submission.pk))
    return submission


@transaction.atomic
def go_on_without(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """Do what the files were handed in for with those that were accepted, and leave the refused ones out.

    Raises `Refusal` with code ``nothing_accepted``, ``out_of_order`` when it did not stop, or what the purpose says.
    """
    submission, intakes = _held(submission_for(by, submission_id).pk)
    accepted = [intake for intake in intakes if intake.accepted]
    if not accepted:
        raise Refusal(_("None of the files was accepted. Hand in others."), code="nothing_accepted")
    _make(submission, accepted, "go_on", at)
    if submission.state != SubmissionState.DONE:
        raise Refusal(submission.reason, code="not_possible")
    submission.save()
    record("files.submission.done", by=by, at=at, target=("submission", submission.pk))
    return submission


@transaction.atomic
def let_go(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """Take note that nothing came of it. Raises `Refusal` with code ``out_of_order`` when it did not stop."""
    submission, _intakes = _held(submission_for(by, submission_id).pk)
    submission.state = SUBMISSION.next("let_go", SubmissionState(submission.state))
    submission.save(update_fields=["state"])
    record("files.submission.let_go", by=by, at=at, target=("submission", submission.pk))
    return submission


def _held(submission_id: int) -> tuple[Submission, list[Intake]]:
    submission = Submission.objects.select_for_update().get(pk=submission_id)
    return submission, list(submission.intakes.select_related("blob").order_by("pk"))


def _make(submission: Submission, intakes: Sequence[Intake], act: str, at: datetime) -> None:
    """Let the purpose make its thing; when it refuses, the reason is kept in the language of the person."""
    purpose = purpose_of(submission)
    target = SUBMISSION.next(act, SubmissionState(submission.state))
    try:
        with translation.override(submission.language), transaction.atomic():
            submission.result_id = purpose.carry_out(submission, intakes, at) if purpose else None
            submission.state, submission.reason = target, ""
            submission.about.pop("title", None)  # it stands in what was made, and goes with that
    except Refusal as refusal:
        with translation.override(submission.language):
            submission.reason = str(refusal)
        _stop(submission)


def _stop(submission: Submission) -> None:
    if submission.is_checking:
        submission.state = SUBMISSION.next("stop", SubmissionState.CHECKING)
