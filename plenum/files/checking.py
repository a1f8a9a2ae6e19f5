"""The way of a file through the gate: from the quarantine to its verdict, in jobs that may be killed at any moment."""

from datetime import datetime, timedelta
from time import monotonic
from typing import BinaryIO

import structlog
from django.db.models import F

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.core.jobs import put
from plenum.files.actions.intake import CHECK, hand_in, settle
from plenum.files.actions.submissions import carry_out
from plenum.files.enums import IntakeState, Step, SubmissionState
from plenum.files.gate.verdict import Refused, refusal
from plenum.files.models import Intake, Submission
from plenum.files.sandbox.judging import Told, judge_open
from plenum.files.store import current_store, stores
from plenum.files.store.interface import Damaged

READ = "plenum.files.tasks.read_submission"
#: A file that took this many processes with it is refused.
MOST_ATTEMPTS = 5
#: Seconds between two words about how far reading the pages is.
PACE = 0.5
#: Nobody needs longer to commit what was handed in, or to begin its check.
AGE = timedelta(hours=1)

log = structlog.get_logger()


def check(submission_id: int, *, reads: bool) -> Submission:
    """Judge every file that has no verdict yet, then carry the purpose out. Safe to run twice and to be killed.

    Without ``reads`` files with images that must be read stay as they are: that is another job, which takes long.
    """
    waiting = Intake.objects.filter(submission=submission_id, state=IntakeState.CHECKING).order_by("pk")
    undecided = [intake for intake in waiting if not _judged(intake, reads=reads)]
    if undecided:
        put(READ, submission_id=submission_id)
    submission = Submission.objects.get(pk=submission_id)
    by = submission.intakes.order_by("pk")[0].actor
    return carry_out(submission_id=submission_id, by=by, at=now())


def submit_file(*, content: BinaryIO, name: str, declared: bool, by: Actor, at: datetime) -> Intake:
    """Hand one file in and judge it at once, for a program that waits for the verdict and goes on by itself.

    Each step is a transaction of its own: inside one that is open the record would be written before the bytes are
    held, against the order in which everybody else takes these locks.
    """
    submission = hand_in(files=[(content, name)], declared=declared, by=by, at=at)
    intake = submission.intakes.get()
    if intake.is_checking:
        _judged(intake, reads=True, at=at)
    carry_out(submission_id=submission.pk, by=by, at=at)
    return submission.intakes.select_related("blob").get()


def sweep_quarantine(at: datetime) -> list[str]:
    """Remove what lies in the quarantine for more than `AGE` and waits for no verdict, and begin what was forgotten.

    An aborted transaction, or a process killed between its commit and its tidying up or in a repair of a store, leaves
    such bytes. Returns their names.
    """
    waiting = set(Intake.objects.filter(state=IntakeState.CHECKING).values_list("token", flat=True))
    left = [(store, token) for store in stores().values() for token in store.apart_before(at - AGE)]
    forgotten = [(store, token) for store, token in left if token not in waiting]
    for store, token in forgotten:
        store.release(token)
        log.info("files.quarantine_swept", token=token)
    for pk in Submission.objects.filter(state=SubmissionState.CHECKING, at__lt=at - AGE).values_list("pk", flat=True):
        put(CHECK, submission_id=pk)
    return [token for _store, token in forgotten]


def _judged(intake: Intake, *, reads: bool, at: datetime | None = None) -> bool:
    """Bring one file to its verdict; False when its images have to be read first."""
    Intake.objects.filter(pk=intake.pk, state=IntakeState.CHECKING).update(attempts=F("attempts") + 1)
    by, at = intake.actor, at or now()
    if intake.attempts >= MOST_ATTEMPTS:
        log.error("files.check_given_up", intake=intake.pk, attempts=intake.attempts)
        settle(intake_id=intake.pk, verdict=refusal(Refused("gate_failed")), content=None, by=by, at=at)
        return True
    try:
        content = current_store().apart(intake.token)
    except Damaged as damaged:
        log.error("files.quarantine_lost", intake=intake.pk, what=str(damaged))
        settle(intake_id=intake.pk, verdict=refusal(Refused("gate_failed")), content=None, by=by, at=at)
        return True
    with content:
        verdict = judge_open(content, intake.name, told=_teller(intake), reads=reads)
        if not reads and verdict.accepted and verdict.reads:
            return False
        settle(intake_id=intake.pk, verdict=verdict, content=content, by=by, at=at)
    return True


def _teller(intake: Intake) -> Told:
    """Writes down how far the check is, for the page that shows it; not more often than somebody can see."""
    told = ("", -1.0)

    def tell(step: str, done: int, of: int) -> None:
        nonlocal told
        moment = monotonic()
        if step == told[0] and moment - told[1] < PACE:
            return
        told = (step, moment)
        Intake.objects.filter(pk=intake.pk, state=IntakeState.CHECKING).update(step=Step(step), looked=done, sights=of)

    return tell
