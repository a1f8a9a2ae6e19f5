"""From the quarantine to the verdict: nothing is lost on the way, nothing refused stays, and nothing gets in half."""

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from hypothesis import HealthCheck, given
from hypothesis import settings as searching
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from plenum.audit.queries.story import events_of
from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.core.errors import Forgotten, Invalid, Refusal
from plenum.files import purposes
from plenum.files.actions import intake as intake_actions
from plenum.files.actions.intake import hand_in
from plenum.files.actions.submissions import carry_out, go_on_without, let_go
from plenum.files.checking import AGE, MOST_ATTEMPTS, check, sweep_quarantine
from plenum.files.enums import SubmissionState
from plenum.files.models import Blob, Intake, Submission
from plenum.files.purposes import Purpose
from plenum.files.queries.submissions import open_submissions, submission_for
from plenum.files.store import current_store
from plenum.files.store.local import LocalFolder
from tests.cast import MONDAY
from tests.files.conftest import LAN
from tests.files.corpus import corpus, packed, paper
from tests.jobs import CHECK, READ, work_off
from tests.papers import many_pages_pdf, party_document_pdf

pytestmark = [pytest.mark.usefixtures("data_folder", "letters")]

MADE: list[list[str]] = []
OTHER = Actor(person_id=42, name="Phạm Nam", position_id=8, organisation_id=3)
SECRET = "Khe Sang 7741"
BAD = (b"x", "hỏng.pdf")


def _make(submission: Submission, intakes: Sequence[Intake], at: datetime) -> int:
    if submission.about.get("refuse"):
        raise Refusal("Hội nghị đã đóng.", code="closed")
    MADE.append([intake.name for intake in intakes])
    return len(MADE)


LETTERS = Purpose("letters", _make)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purposes, "_purposes", {"letters": LETTERS})
    MADE.clear()


def good(number: int = 1) -> tuple[bytes, str]:
    return many_pages_pdf(1, f"Thư số {number}"), f"thư {number}.pdf"


def handed(*files: tuple[bytes, str], **about: object) -> Submission:
    content = [(io.BytesIO(data), name) for data, name in files]
    return hand_in(files=content, declared=True, purpose="letters", about=about, by=LAN, at=MONDAY)


def judged(*files: tuple[bytes, str], **about: object) -> Submission:
    """Hand files in and let the worker's jobs do the rest."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        submission = handed(*files, **about)
    with TestCase.captureOnCommitCallbacks(execute=True):
        work_off()
    submission.refresh_from_db()
    return submission


def on_disk(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.django_db
@pytest.mark.feature("S4", "S9")
def test_what_is_handed_in_waits_apart_from_everything_accepted(data_folder: Path) -> None:
    submission = handed(good())
    intake = submission.intakes.get()
    assert (submission.state, intake.state, intake.blob, Blob.objects.count()) == ("checking", "checking", None, 0)
    waiting = data_folder / "blobs" / "quarantine" / intake.token
    assert (on_disk(data_folder), waiting.stat().st_mode & 0o777) == ([intake.token], 0o600)
    assert waiting.read_bytes() == good()[0]


@pytest.mark.django_db
@pytest.mark.feature("S4", "S9")
def test_once_all_are_accepted_the_purpose_is_carried_out_once(data_folder: Path) -> None:
    submission = judged(good(1), good(2))
    assert (submission.state, submission.result_id, MADE) == ("done", 1, [["thư 1.pdf", "thư 2.pdf"]])
    check(submission.pk, reads=True)
    assert len(MADE) == 1
    assert on_disk(data_folder) == sorted(Blob.objects.values_list("sha256", flat=True))


@pytest.mark.django_db
@pytest.mark.feature("S4")
def test_one_refused_file_stops_all_and_the_person_may_go_on_without_it() -> None:
    submission = judged(good(), BAD)
    assert (submission.state, MADE, [i.state for i in submission.intakes.order_by("pk")]) == (
        "stopped",
        [],
        ["accepted", "refused"],
    )
    assert open_submissions(LAN) == [submission]
    done = go_on_without(submission_id=submission.pk, by=LAN, at=MONDAY)
    assert (done.state, MADE, open_submissions(LAN)) == ("done", [["thư 1.pdf"]], [])
    with pytest.raises(Refusal) as twice:
        go_on_without(submission_id=submission.pk, by=LAN, at=MONDAY)
    assert (twice.value.code, len(MADE)) == ("out_of_order", 1)


@pytest.mark.django_db
@pytest.mark.feature("S4")
def test_without_any_accepted_file_there_is_nothing_to_go_on_with() -> None:
    submission = judged(BAD)
    with pytest.raises(Refusal) as refused:
        go_on_without(submission_id=submission.pk, by=LAN, at=MONDAY)
    assert refused.value.code == "nothing_accepted"
    assert let_go(submission_id=submission.pk, by=LAN, at=MONDAY).state == "let_go"
    assert open_submissions(LAN) == []


@pytest.mark.django_db
def test_what_is_not_possible_any_more_stops_with_its_reason_and_can_be_tried_again() -> None:
    submission = judged(good(), refuse=True)
    assert (submission.state, submission.reason) == ("stopped", "Hội nghị đã đóng.")
    with pytest.raises(Refusal, match="Hội nghị đã đóng"):
        go_on_without(submission_id=submission.pk, by=LAN, at=MONDAY)
    Submission.objects.filter(pk=submission.pk).update(about={})
    done = go_on_without(submission_id=submission.pk, by=LAN, at=MONDAY)
    assert (done.state, done.reason, MADE) == ("done", "", [["thư 1.pdf"]])


@pytest.mark.django_db
@pytest.mark.feature("S4")
def test_nobody_else_sees_or_decides_what_waits_at_the_gate() -> None:
    submission = judged(BAD)
    assert open_submissions(OTHER) == []
    for act in (submission_for, lambda by, pk: let_go(submission_id=pk, by=by, at=MONDAY)):
        with pytest.raises(Forgotten):
            act(OTHER, submission.pk)
    with pytest.raises(Forgotten):
        submission_for(LAN, submission.pk, "document")


@pytest.mark.django_db
@pytest.mark.feature("S2")
def test_a_marked_name_is_refused_at_once_and_its_bytes_wait_nowhere(data_folder: Path) -> None:
    submission = handed((party_document_pdf(), f"MẬT {SECRET}.pdf"), title=SECRET)
    intake = submission.intakes.get()
    assert (intake.state, intake.code, intake.name, on_disk(data_folder)) == ("refused", "secrecy_mark", "", [])
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.about) == ("stopped", {})


@pytest.mark.django_db
@pytest.mark.feature("S8")
def test_a_scan_is_left_to_the_slow_job_and_a_letter_is_not() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        letter = handed(good())
        scan = handed((packed(paper("state", 150, False), "png", 150), "scan.png"))
        both = work_off()
    assert both == [
        "plenum.files.tasks.check_submission",
        "plenum.files.tasks.check_submission",
        "plenum.files.tasks.read_submission",
    ]
    for submission in (letter, scan):
        submission.refresh_from_db()
    intake = scan.intakes.get()
    assert ([letter.state, scan.state], (intake.step, intake.looked, intake.sights)) == (["done"] * 2, ("pages", 1, 1))


@pytest.mark.django_db
@pytest.mark.feature("S2")
def test_a_mark_that_only_the_eye_sees_is_never_let_in_by_the_quick_job() -> None:
    scan = next(scan for scan in corpus(40) if scan.mark and scan.dpi >= 200 and scan.name.endswith("pdf"))
    submission = handed((scan.data, "scan.pdf"))
    check(submission.pk, reads=False)
    submission.refresh_from_db()
    assert (submission.state, Blob.objects.count(), MADE) == ("checking", 0, [])
    check(submission.pk, reads=True)
    intake = submission.intakes.get()
    assert (intake.state, intake.code, intake.name) == ("refused", "secrecy_mark", "")


@pytest.mark.django_db
def test_a_file_that_takes_one_process_after_the_other_with_it_is_refused() -> None:
    submission = handed(good())
    Intake.objects.update(attempts=MOST_ATTEMPTS)
    check(submission.pk, reads=True)
    assert (submission.intakes.get().code, MADE) == ("gate_failed", [])


@pytest.mark.django_db
@pytest.mark.feature("S8")
def test_a_scan_may_wait_for_the_slow_job_as_long_as_it_takes() -> None:
    submission = handed((packed(paper("state", 150, False), "pdf", 150), "quét.pdf"))
    for _visit in range(MOST_ATTEMPTS + 2):
        check(submission.pk, reads=False)
    intake = submission.intakes.get()
    assert (intake.state, intake.attempts) == ("checking", 0)
    assert ProcrastinateJob.objects.filter(task_name=READ, args={"submission_id": submission.pk}).count() == 1


@pytest.mark.django_db
@pytest.mark.feature("S9")
def test_a_store_that_is_away_for_a_while_costs_no_file_its_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = handed(good())
    with monkeypatch.context() as outage:
        outage.setattr(LocalFolder, "apart", _away)
        for _visit in range(MOST_ATTEMPTS + 2):
            with pytest.raises(ConnectionError):
                check(submission.pk, reads=False)
    assert check(submission.pk, reads=False).state == SubmissionState.DONE


def _away(store: LocalFolder, *arguments: object) -> None:
    raise ConnectionError("The store is away.")


@pytest.mark.django_db
@pytest.mark.feature("S9")
def test_a_copy_that_is_away_keeps_the_sweep_from_nothing_else(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BLOBS_COPY = str(tmp_path / "copy")
    submission = handed(good())
    Intake.objects.update(token="0" * 32)  # nobody waits for the bytes any more
    ProcrastinateJob.objects.all().delete()
    real = LocalFolder.apart_before
    monkeypatch.setattr(
        LocalFolder,
        "apart_before",
        lambda store, at: _away(store) if store.root.name == "copy" else real(store, at),
    )
    for _night in range(2):
        with pytest.raises(ExceptionGroup):
            sweep_quarantine(now() + 2 * AGE)
    assert list(current_store().apart_before(now() + timedelta(days=1))) == []
    assert ProcrastinateJob.objects.filter(task_name=CHECK, args={"submission_id": submission.pk}).count() == 1


@pytest.mark.django_db
def test_nobody_has_more_than_so_many_open_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_actions, "MOST_OPEN", 2)
    first = handed(BAD)
    handed(good())
    with pytest.raises(Refusal) as refused:
        handed(good(2))
    assert refused.value.code == "too_many_waiting"
    check(first.pk, reads=False)
    let_go(submission_id=first.pk, by=LAN, at=MONDAY)
    assert handed(good(2)).is_checking


@pytest.mark.django_db
def test_bytes_that_were_lost_on_the_way_are_refused_not_waited_for(data_folder: Path) -> None:
    submission = handed(good())
    current_store().release(submission.intakes.get().token)
    check(submission.pk, reads=True)
    assert submission.intakes.get().code == "gate_failed"


@pytest.mark.django_db
@pytest.mark.feature("S1")
def test_without_the_declaration_nothing_is_read_or_set_apart(data_folder: Path) -> None:
    content = io.BytesIO(good()[0])
    with pytest.raises(Invalid):
        hand_in(files=[(content, "a.pdf")], declared=False, by=LAN, at=MONDAY)
    assert (content.tell(), Submission.objects.count(), on_disk(data_folder)) == (0, 0, [])


@pytest.mark.django_db
@pytest.mark.feature("S9")
def test_the_sweep_removes_what_nobody_waits_for_and_begins_what_was_forgotten(data_folder: Path) -> None:
    kept = handed(good(1))
    with transaction.atomic():
        handed(good(2))
        transaction.set_rollback(True)
    assert len(on_disk(data_folder)) == 2
    assert sweep_quarantine(now()) == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert len(sweep_quarantine(now() + AGE + timedelta(minutes=1))) == 1
    assert on_disk(data_folder) == [kept.intakes.get().token]
    work_off()
    kept.refresh_from_db()
    assert kept.state == "done"


@pytest.mark.django_db
def test_each_step_is_written_into_the_record() -> None:
    submission = judged(good(), BAD)
    let_go(submission_id=submission.pk, by=LAN, at=MONDAY)
    acts = {event.act.rpartition(".")[2] for event in events_of(("submission", submission.pk))}
    assert acts == {"handed_in", "stopped", "let_go"}


@pytest.mark.django_db
def test_a_verdict_and_a_place_in_the_quarantine_never_stand_together() -> None:
    intake = judged(good()).intakes.get()
    intake.pk, intake.token = None, "0" * 32
    with pytest.raises(IntegrityError, match="judged_intake_has_left_the_quarantine"), transaction.atomic():
        intake.save(force_insert=True)


ACTS = st.lists(st.sampled_from(["check", "carry_out", "go_on", "let_go"]), max_size=6)


@pytest.mark.django_db
@searching(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.booleans(), min_size=1, max_size=3), acts=ACTS)
def test_whatever_is_done_in_whatever_order_the_purpose_is_carried_out_at_most_once(
    files: list[bool], acts: list[str]
) -> None:
    MADE.clear()
    with transaction.atomic():
        submission = handed(*(good(number) if fine else BAD for number, fine in enumerate(files)))
        for act in acts:
            _try(act, submission.pk)
        submission.refresh_from_db()
        accepted = [intake.name for intake in submission.intakes.filter(state="accepted").order_by("pk")]
        assert [accepted] * len(MADE) == MADE
        assert len(MADE) == (submission.state == SubmissionState.DONE)
        assert all(files) or "go_on" in acts or not MADE
        transaction.set_rollback(True)


def _try(act: str, pk: int) -> None:
    if act == "check":
        check(pk, reads=True)
        return
    acts = {"carry_out": carry_out, "go_on": go_on_without, "let_go": let_go}
    with suppress(Refusal):
        acts[act](submission_id=pk, by=LAN, at=MONDAY)


#: Judges everything that waits, as a worker does, and can be killed any time.
WORKER = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[2]
django.setup()
import pathlib
settings.DATA = pathlib.Path(sys.argv[1])
from plenum.files.checking import check
from plenum.files.models import Submission
print("ready", flush=True)
for pk in Submission.objects.filter(state="checking").order_by("pk").values_list("pk", flat=True):
    check(pk, reads=True)
"""


def worker(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), connection.settings_dict["NAME"]],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "plenum.config.settings.test"},
    )


@pytest.mark.crash
@pytest.mark.feature("S4", "S9")
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_moment_loses_no_file_and_lets_none_in_twice_or_half(data_folder: Path) -> None:
    chance = random.Random(20_261_127)
    submissions = [hand_in(files=_files(number), declared=True, by=LAN, at=MONDAY) for number in range(12)]
    for _kill in range(3):
        with worker(data_folder) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.8))
            process.send_signal(signal.SIGKILL)
    for submission in submissions:
        check(submission.pk, reads=True)
    assert set(Submission.objects.values_list("state", flat=True)) == {"done", "stopped"}
    assert Submission.objects.filter(state="done").count() == 8
    accepted = Intake.objects.filter(state="accepted")
    assert accepted.count() == Blob.objects.count() == 12 + 8
    later = now() + AGE + timedelta(minutes=1)
    sweep_quarantine(later)
    assert on_disk(data_folder) == sorted(Blob.objects.values_list("sha256", flat=True))


def _files(number: int) -> list[tuple[io.BytesIO, str]]:
    second = BAD if number % 3 == 0 else good(1000 + number)
    return [(io.BytesIO(data), name) for data, name in (good(number), second)]
