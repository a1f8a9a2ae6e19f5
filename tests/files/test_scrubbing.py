"""Every file is checked within a month in every store, and put right from the other one."""

import errno
import hashlib
import itertools
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django.fixtures import Settings

from plenum.audit.models import AuditEvent
from plenum.core.errors import Forbidden, Forgotten
from plenum.files import scrubbing, tasks
from plenum.files.actions.checks import ask_check
from plenum.files.actions.incidents import confirm_outcome, propose_outcome
from plenum.files.enums import HoldingState, IncidentSource, Outcome, StorePlace
from plenum.files.freezing import freeze
from plenum.files.models import Blob, Holding, Incident, Round
from plenum.files.queries.blobs import read_blob
from plenum.files.queries.integrity import count_broken, standings
from plenum.files.scrubbing import DUE, begin_round, examine, examine_everywhere, go_on, verify_blobs
from plenum.files.store import copy_store, current_store, stores
from plenum.files.store.interface import Damaged, Unreachable
from plenum.files.store.local import LocalFolder
from plenum.files.sweeping import sweep_destroyed, sweep_orphans
from tests.cast import MONDAY, Cast
from tests.files.conftest import LAN, accepted, hand_in
from tests.jobs import check_files
from tests.papers import many_pages_pdf, party_document_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.feature("S9")]

FIRST, COPY = StorePlace.FIRST, StorePlace.COPY
DAY = timedelta(days=1)
Harm = Callable[[StorePlace, str], object]
OnCommit = Callable[..., AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def store(data_folder: Path) -> Path:
    (data_folder / "blobs").mkdir()
    return data_folder


@pytest.fixture
def copy(settings: Settings, store: Path) -> Path:
    """A second copy in a folder of its own."""
    settings.BLOBS_COPY = str(store / "copy")
    (store / "copy").mkdir()
    return store / "copy"


def path_of(place: StorePlace, sha256: str) -> Path:
    folder = stores()[place]
    assert isinstance(folder, LocalFolder)
    return folder.path(sha256)


def flip(place: StorePlace, sha256: str) -> bytes:
    """Damage one byte on disk; what stands there now."""
    path = path_of(place, sha256)
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return bytes(data)


def lose(place: StorePlace, sha256: str) -> None:
    path_of(place, sha256).unlink()


def is_whole(place: StorePlace, blob: Blob) -> bool:
    return scrubbing.look(stores()[place], blob) == HoldingState.WHOLE


def copied(word: str = "một") -> Blob:
    """A file that is whole in both stores."""
    blob = accepted(many_pages_pdf(1, word))
    examine_everywhere(blob.pk, MONDAY)
    return blob


def round_of(place: StorePlace, at: datetime = MONDAY) -> Round:
    """A whole night's round of one store."""
    begin_round(place, at)
    while go_on(place, at):
        pass
    return Round.objects.get(place=place)


def state_of(place: StorePlace, blob: Blob) -> str:
    return Holding.objects.get(blob=blob, place=place).state


def acts() -> list[str]:
    return list(AuditEvent.objects.filter(act__startswith="files.blob.").order_by("seq").values_list("act", flat=True))


def frozen(blob: Blob) -> Incident:
    incident, _places = freeze([blob.pk], source=IncidentSource.REPORT, reason="Dấu", by=LAN, at=MONDAY)
    return incident


def test_a_check_names_what_is_missing_and_what_is_damaged() -> None:
    whole, missing, damaged = (accepted(many_pages_pdf(1, word)) for word in ("một", "hai", "ba"))
    lose(FIRST, missing.sha256)
    flip(FIRST, damaged.sha256)
    report = verify_blobs(MONDAY)
    found = {finding.sha256: finding.state for finding in report.findings}
    assert found == {missing.sha256: HoldingState.MISSING, damaged.sha256: HoldingState.DAMAGED}
    assert (report.ok, report.blobs, report.read) == (False, 3, {FIRST: 2})
    unread = verify_blobs(MONDAY, sample=0.0)
    assert ([finding.sha256 for finding in unread.findings], unread.read) == ([missing.sha256], {FIRST: 0})
    assert (state_of(FIRST, whole), count_broken()) == ("whole", 2)


def test_within_a_month_every_file_is_checked_least_recent_first() -> None:
    blobs = [accepted(many_pages_pdf(1, f"số {number}")) for number in range(3)]
    assert (round_of(FIRST).checked, round_of(FIRST, MONDAY + DAY).checked) == (3, 1)
    checks = [Holding.objects.get(blob=blob).checked_at for blob in blobs]
    assert checks == [MONDAY + DAY, MONDAY, MONDAY]
    for night in range(2, 30):
        round_of(FIRST, MONDAY + night * DAY)
    ages = [MONDAY + 29 * DAY - at for at in Holding.objects.values_list("checked_at", flat=True) if at is not None]
    assert max(ages) <= DUE
    assert standings(MONDAY + 29 * DAY)[0].checked == 3


def test_what_is_gone_is_found_the_same_night_whatever_its_turn() -> None:
    blobs = [accepted(many_pages_pdf(1, f"số {number}")) for number in range(3)]
    round_of(FIRST)
    lose(FIRST, blobs[2].sha256)
    assert round_of(FIRST, MONDAY + DAY).checked == 1
    assert state_of(FIRST, blobs[2]) == "missing"


def test_a_round_that_was_killed_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        accepted(many_pages_pdf(1, f"số {number}"))
    begin_round(FIRST, MONDAY)
    looked: list[int] = []
    real = scrubbing.examine

    def dies(blob_id: int, place: StorePlace, at: datetime) -> None:
        if len(looked) == 2:
            raise SystemExit
        looked.append(blob_id)
        real(blob_id, place, at)

    monkeypatch.setattr(scrubbing, "examine", dies)
    with pytest.raises(SystemExit):
        go_on(FIRST, MONDAY)
    assert Round.objects.get().checked == 2
    monkeypatch.setattr(scrubbing, "examine", lambda blob_id, place, at: looked.append(blob_id))
    assert go_on(FIRST, MONDAY) is False
    assert len(set(looked)) == 3
    assert Round.objects.get().ended_at == MONDAY


def test_a_batch_ends_in_time_and_a_night_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        accepted(many_pages_pdf(1, f"số {number}"))
    begin_round(FIRST, MONDAY)
    monkeypatch.setattr(scrubbing, "BATCH", 0.0)
    assert (go_on(FIRST, MONDAY), Round.objects.get().checked) == (True, 1)
    assert (go_on(FIRST, MONDAY + scrubbing.NIGHT), Round.objects.get().checked) == (False, 2)
    assert (go_on(FIRST, MONDAY), begin_round(FIRST, MONDAY + DAY).due) == (False, 1)


def test_what_is_whole_again_is_cleared() -> None:
    blob = accepted(many_pages_pdf(1))
    kept = path_of(FIRST, blob.sha256).read_bytes()
    lose(FIRST, blob.sha256)
    examine(blob.pk, FIRST, MONDAY)
    examine(blob.pk, FIRST, MONDAY + DAY)
    holding = Holding.objects.get()
    assert (holding.state, holding.since, holding.checked_at) == ("missing", MONDAY, MONDAY + DAY)
    path_of(FIRST, blob.sha256).write_bytes(kept)
    examine(blob.pk, FIRST, MONDAY + DAY)
    holding.refresh_from_db()
    assert (holding.state, holding.since, count_broken()) == ("whole", None, 0)
    assert acts() == ["files.blob.found_broken"]


def test_a_kept_file_is_copied_by_a_job_and_a_refused_one_never(copy: Path) -> None:
    kept = accepted(many_pages_pdf(1))
    refused = hand_in(party_document_pdf(mark="MẬT"))
    assert not any(path.is_file() for path in copy.rglob("*"))
    assert check_files() == [kept.pk]
    assert (refused.state, [path.name for path in copy.rglob("*") if path.is_file()]) == ("refused", [kept.sha256])
    assert path_of(COPY, kept.sha256).stat().st_mode & 0o777 == 0o440
    assert (count_broken(), acts()) == (0, [])


def test_the_round_copies_what_the_second_copy_lacks_without_an_alarm(copy: Path) -> None:
    blobs = [accepted(many_pages_pdf(1, f"số {number}")) for number in range(3)]
    begin_round(COPY, MONDAY)
    assert standings(MONDAY)[1].waiting == 3
    assert round_of(COPY).checked == 3
    assert [is_whole(COPY, blob) for blob in blobs] == [True] * 3
    assert (acts(), standings(MONDAY)[1].waiting) == ([], 0)


@pytest.mark.parametrize("place", [FIRST, COPY])
@pytest.mark.parametrize("harm", [flip, lose])
def test_what_is_broken_in_one_store_is_put_right_from_the_other(copy: Path, place: StorePlace, harm: Harm) -> None:
    blob = copied()
    harm(place, blob.sha256)
    finding = examine(blob.pk, place, MONDAY)
    assert finding is not None
    assert (finding.repaired, is_whole(FIRST, blob), is_whole(COPY, blob)) == (True, True, True)
    holding = Holding.objects.get(place=place)
    assert (holding.state, holding.since, holding.repaired_at) == ("whole", None, MONDAY)
    assert acts() == ["files.blob.found_broken", "files.blob.repaired"]
    assert path_of(place, blob.sha256).stat().st_mode & 0o777 == 0o440


def test_damage_in_both_overwrites_nothing(copy: Path) -> None:
    blob = copied()
    first, second = flip(FIRST, blob.sha256), flip(COPY, blob.sha256)[:-1]
    path_of(COPY, blob.sha256).write_bytes(second)
    examine_everywhere(blob.pk, MONDAY)
    assert (path_of(FIRST, blob.sha256).read_bytes(), path_of(COPY, blob.sha256).read_bytes()) == (first, second)
    assert (state_of(FIRST, blob), state_of(COPY, blob), count_broken()) == ("damaged", "damaged", 1)
    assert accepted(many_pages_pdf(1, "một")).pk == blob.pk  # whoever still has the file hands it in again
    check_files()
    assert (is_whole(FIRST, blob), is_whole(COPY, blob), count_broken()) == (True, True, 0)


def test_a_repair_that_was_killed_leaves_the_damaged_bytes_and_is_done_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = copied()
    damaged = flip(FIRST, blob.sha256)
    apart = set(current_store().apart_before(scrubbing.EVER))

    def dies(path: Path, target: Path) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", dies)
        with pytest.raises(SystemExit):
            examine(blob.pk, FIRST, MONDAY)
    assert (path_of(FIRST, blob.sha256).read_bytes(), state_of(FIRST, blob)) == (damaged, "damaged")
    left = set(current_store().apart_before(scrubbing.EVER)) - apart
    assert len(left) == 1  # what `sweep_quarantine` removes
    examine(blob.pk, FIRST, MONDAY)
    assert is_whole(FIRST, blob)


def test_a_store_that_is_not_there_is_no_loss(copy: Path) -> None:
    blob = copied()
    copy.rename(copy.with_name("away"))
    with pytest.raises(Unreachable):
        examine(blob.pk, COPY, MONDAY)
    with pytest.raises(Unreachable):
        begin_round(COPY, MONDAY + DAY)
    assert (state_of(COPY, blob), acts(), copy.exists()) == ("whole", [], False)
    assert "There is no folder" in Round.objects.get(place=COPY).trouble
    report = verify_blobs(MONDAY, repair=True)
    assert (report.ok, list(report.unreachable), copy.exists()) == (False, [COPY], False)
    copy.with_name("away").rename(copy)
    assert (round_of(COPY, MONDAY + DAY).trouble, verify_blobs(MONDAY).ok) == ("", True)


def test_a_system_without_files_has_a_quiet_night(store: Path) -> None:
    (store / "blobs").rmdir()
    assert (round_of(FIRST).due, round_of(FIRST).trouble, verify_blobs(MONDAY).ok) == (0, "", True)


def test_the_jobs_of_a_night_work_it_off() -> None:
    blob = accepted(many_pages_pdf(1))
    tasks.scrub_store.func(timestamp=0)
    tasks.scrub.func(place="first", begin=True)
    tasks.scrub.func(place="first")
    assert (state_of(FIRST, blob), Round.objects.get().ended_at is not None) == ("whole", True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id DESC LIMIT 2", [tasks.SCRUB]
        )
        assert [json.loads(row[0]) for row in cursor.fetchall()] == [
            {"place": "first"},
            {"place": "first", "begin": True},
        ]


def test_a_file_that_cannot_be_read_is_damaged_and_a_shortage_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    blob = accepted(many_pages_pdf(1))

    def fails(code: int) -> None:
        def hashed(_content: object) -> str:
            raise OSError(code, "no")

        monkeypatch.setattr(scrubbing, "sha256_of", hashed)

    fails(errno.EIO)
    examine(blob.pk, FIRST, MONDAY)
    assert state_of(FIRST, blob) == "damaged"
    fails(errno.EMFILE)
    with pytest.raises(OSError, match="no"):
        examine(blob.pk, FIRST, MONDAY)


def test_another_second_copy_begins_empty(copy: Path, settings: Settings, store: Path) -> None:
    blob = copied()
    round_of(COPY)
    settings.BLOBS_COPY = str(store / "other")
    (store / "other").mkdir()
    round_of(COPY, MONDAY + DAY)
    assert (is_whole(COPY, blob), acts()) == (True, [])


def test_the_second_copy_lies_elsewhere(settings: Settings, store: Path) -> None:
    settings.BLOBS_COPY = str(store / "x" / ".." / "blobs")
    with pytest.raises(ImproperlyConfigured):
        copy_store()


def test_a_withdrawn_file_is_neither_copied_nor_put_right_until_it_is_given_back(copy: Path, cast: Cast) -> None:
    copied_before, fresh = copied("một"), accepted(many_pages_pdf(1, "hai"))
    incident = frozen(copied_before)
    frozen(fresh)
    lose(FIRST, copied_before.sha256)
    for blob in (copied_before, fresh):
        examine_everywhere(blob.pk, MONDAY)
    assert (is_whole(FIRST, copied_before), state_of(FIRST, copied_before)) == (False, "missing")
    assert (is_whole(COPY, fresh), state_of(COPY, fresh)) == (False, "waiting")
    proposal = propose_outcome(
        incident_id=incident.pk, outcome=Outcome.FALSE_ALARM, reason="-", by=cast.actor("an"), at=MONDAY
    )
    Incident.objects.filter(pk=incident.pk).update(bodies=[cast.actor("son").organisation_id])
    confirm_outcome(incident_id=incident.pk, proposal_id=proposal.pk, by=cast.actor("son"), at=MONDAY)
    check_files()
    assert is_whole(FIRST, copied_before)


def test_a_destroyed_file_leaves_the_second_copy_too_and_is_never_brought_back(
    copy: Path, cast: Cast, django_capture_on_commit_callbacks: OnCommit
) -> None:
    blob = copied()
    kept = path_of(COPY, blob.sha256).read_bytes()
    incident = frozen(blob)
    Incident.objects.filter(pk=incident.pk).update(bodies=[cast.actor("son").organisation_id])
    proposal = propose_outcome(
        incident_id=incident.pk, outcome=Outcome.CONFIRMED, reason="-", by=cast.actor("an"), at=MONDAY
    )
    with django_capture_on_commit_callbacks(execute=True):
        confirm_outcome(incident_id=incident.pk, proposal_id=proposal.pk, by=cast.actor("son"), at=MONDAY)
    assert [store.has(blob.sha256) for store in stores().values()] == [False, False]
    path_of(COPY, blob.sha256).write_bytes(kept)  # as a copy that was away would bring it back
    examine_everywhere(blob.pk, MONDAY)
    assert (round_of(FIRST).checked, verify_blobs(MONDAY, repair=True).ok) == (0, True)
    assert (current_store().has(blob.sha256), Holding.objects.count()) == (False, 0)
    assert (sweep_destroyed(), sweep_destroyed()) == ([blob.sha256], [])


def test_orphans_are_swept_from_the_second_copy(copy: Path) -> None:
    kept = copied()
    path = path_of(COPY, "ab" * 32)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"of no row")
    assert sweep_orphans(datetime.now(UTC) + 2 * DAY) == ["ab" * 32]
    assert (path.exists(), is_whole(COPY, kept)) == (False, True)


def test_a_reader_gets_the_second_copy_and_the_store_is_put_right(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = copied()
    check_files()
    monkeypatch.setattr("random.randrange", lambda _among: 0)  # every read is compared
    for harm in (flip, lose):
        harm(FIRST, blob.sha256)
        with read_blob(blob) as content:
            assert content.read() == path_of(COPY, blob.sha256).read_bytes()
        assert check_files() == [blob.pk]
        assert is_whole(FIRST, blob)


def test_a_reader_without_a_second_copy_fails_and_the_damage_is_known(store: Path) -> None:
    blob = accepted(many_pages_pdf(1))
    check_files()
    lose(FIRST, blob.sha256)
    with pytest.raises(Damaged):
        read_blob(blob)
    check_files()
    assert state_of(FIRST, blob) == "missing"
    with pytest.raises(Damaged):
        read_blob(blob)
    assert check_files() == []  # known by now


HARMS: dict[Harm | None, str] = {None: "whole", flip: "damaged", lose: "missing"}


@pytest.mark.parametrize("order", [(FIRST, COPY), (COPY, FIRST)])
def test_whatever_happens_a_whole_copy_wins_and_without_one_nothing_changes(
    copy: Path, order: tuple[StorePlace, ...]
) -> None:
    pairs = list(itertools.product(HARMS, HARMS))
    blobs = [_kept(f"số {number}".encode()) for number in range(len(pairs))]
    for blob, pair in zip(blobs, pairs, strict=True):
        for place, harm in zip((FIRST, COPY), pair, strict=True):
            if harm is not None:
                harm(place, blob.sha256)
    before = [_bytes_of(blob) for blob in blobs]
    assert [round_of(place).checked for place in order] == [9, 9]
    for blob, pair, stood in zip(blobs, pairs, before, strict=True):
        expected = ["whole", "whole"] if None in pair else [HARMS[harm] for harm in pair]
        assert [state_of(FIRST, blob), state_of(COPY, blob)] == expected
        assert is_whole(FIRST, blob) and is_whole(COPY, blob) if None in pair else _bytes_of(blob) == stood


def _kept(data: bytes) -> Blob:
    """A file that is whole in both stores, without the way through the gate."""
    sha256 = hashlib.sha256(data).hexdigest()
    blob = Blob.objects.create(sha256=sha256, size=len(data), media_type="application/pdf", name="a.pdf", at=MONDAY)
    for place, store in stores().items():
        with store.incoming() as incoming:
            incoming.write(data)
            store.keep(incoming, sha256)
        Holding.objects.create(blob=blob, place=place, state=HoldingState.WHOLE)
    return blob


def _bytes_of(blob: Blob) -> list[bytes | None]:
    paths = [path_of(place, blob.sha256) for place in (FIRST, COPY)]
    return [path.read_bytes() if path.exists() else None for path in paths]


def test_only_an_administrator_has_a_file_checked(cast: Cast) -> None:
    blob = accepted(many_pages_pdf(1))
    lose(FIRST, blob.sha256)
    ask_check(blob_id=blob.pk, by=cast.actor("an"), at=MONDAY)
    check_files()
    assert (state_of(FIRST, blob), acts()) == ("missing", ["files.blob.check_asked", "files.blob.found_broken"])
    with pytest.raises(Forbidden):
        ask_check(blob_id=blob.pk, by=cast.actor("lan"), at=MONDAY)
    with pytest.raises(Forgotten):
        ask_check(blob_id=0, by=cast.actor("an"), at=MONDAY)
