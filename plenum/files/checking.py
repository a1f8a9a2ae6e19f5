"""The way of a file through the gate: from the quarantine to its verdict, in jobs that may be killed at any moment."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import BinaryIO

import structlog
from django.db.models import F

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.core.jobs import is_queued, put
from plenum.files.actions.intake import CHECK, hand_in, settle
from plenum.files.actions.submissions import carry_out
from plenum.files.enums import IntakeState, Step, SubmissionState
from plenum.files.gate.verdict import Refused, refusal
from plenum.files.models import Intake, Submission
from plenum.files.sandbox.judging import Told, judge_open
from plenum.files.store import Store, current_store, in_every_store
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
    if undecided and not is_queued(READ, submission_id=submission_id):
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
    for pk in Submission.objects.filter(state=SubmissionState.CHECKING, at__lt=at - AGE).values_list("pk", flat=True):
        if not is_queued(CHECK, READ, running=True, submission_id=pk):
            put(CHECK, submission_id=pk)
    waiting = set(Intake.objects.filter(state=IntakeState.CHECKING).values_list("token", flat=True))
    return in_every_store(partial(_sweep, before=at - AGE, waiting=waiting))


def _sweep(store: Store, *, before: datetime, waiting: Collection[str]) -> Iterator[str]:
    for token in store.apart_before(before):
        if token not in waiting:
            store.release(token)
            log.info("files.quarantine_swept", token=token)
            yield token


def _judged(intake: Intake, *, reads: bool, at: datetime | None = None) -> bool:
    """Bring one file to its verdict; False when its images have to be read first.

    What counts as an attempt is one that took this process with it: a store or a database that is away for a while
    raises, and costs no file its chance.
    """
    at = at or now()
    _count_attempt(intake, 1)
    if intake.attempts >= MOST_ATTEMPTS:
        log.error("files.check_given_up", intake=intake.pk, attempts=intake.attempts)
        _fail(intake, at)
        return True
    try:
        decided = _decided(intake, reads, at)
    except Exception:
        _count_attempt(intake, -1)
        raise
    if not decided:
        _count_attempt(intake, -1)
    return decided


def _decided(intake: Intake, reads: bool, at: datetime) -> bool:
    try:
        content = current_store().apart(intake.token)
    except Damaged as damaged:
        if _fail(intake, at).code == "gate_failed":  # else another worker was quicker, and let the bytes go
            log.error("files.quarantine_lost", intake=intake.pk, what=str(damaged))
        return True
    by = intake.actor
    with content:
        verdict = judge_open(content, intake.name, told=_teller(intake), reads=reads)
        if not reads and verdict.accepted and verdict.reads:
            return False
        settle(intake_id=intake.pk, verdict=verdict, content=content, by=by, at=at)
    return True


def _fail(intake: Intake, at: datetime) -> Intake:
    verdict = refusal(Refused("gate_failed"))
    return settle(intake_id=intake.pk, verdict=verdict, content=None, by=intake.actor, at=at)


def _count_attempt(intake: Intake, step: int) -> None:
    Intake.objects.filter(pk=intake.pk, state=IntakeState.CHECKING).update(attempts=F("attempts") + step)


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
