"""Every change of what was written is found and named."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from plenum.audit import checkpoints
from plenum.audit.actions.checkpoint import write_checkpoint
from plenum.audit.actions.record import record
from plenum.audit.chain import FIELDS, event_hash
from plenum.audit.checkpoints import Damaged
from plenum.audit.models import NOTHING, AuditEvent, AuditHead
from plenum.audit.queries.verification import Break, breaks, count_events
from tests.audit.people import AT, LAN, MINH_FOR_SON

pytestmark = [pytest.mark.django_db, pytest.mark.feature("X3")]

LENGTH = 6


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def a_chain() -> None:
    write_events(LENGTH)


@pytest.fixture
def without_protection(db: None) -> Iterator[None]:
    """What somebody does who owns the database: the triggers are off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def write_events(count: int) -> None:
    for number in range(count):
        by = MINH_FOR_SON if number % 2 else LAN
        record("documents.document.read", by=by, at=AT, target=("document", number), payload={"n": number, "sign": "Đ"})


def tamper(statement: str, values: Sequence[object] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))  # type: ignore[arg-type]


def broken(folder: Path | None = None) -> list[tuple[int, int]]:
    return [(found.chain, found.seq) for found in breaks(folder)]


def forge(first: int) -> None:
    """Rewrite the chain from ``first`` on, all hashes anew, as somebody would who knows this program."""
    prev = NOTHING
    for event in AuditEvent.objects.filter(chain=5).order_by("seq"):
        fields = {name: getattr(event, name) for name in FIELDS}
        if event.seq == first:
            fields["actor_name"] = "Ai đó"
        digest = event_hash(fields, at=event.at, prev=prev)
        tamper(
            "UPDATE audit_event SET actor_name = %s, prev = %s, hash = %s WHERE chain = 5 AND seq = %s",
            [fields["actor_name"], prev, digest, event.seq],
        )
        prev = digest
    tamper("UPDATE audit_head SET hash = %s WHERE chain = 5", [prev])


def test_what_was_written_is_whole(a_chain: None) -> None:
    write_checkpoint(at=AT)
    assert list(breaks()) == []
    assert count_events() == LENGTH


OTHER_VALUES: dict[str, object] = {
    "at": "2026-11-23 02:00:00.123457+00",
    "act": "documents.document.reads",
    "actor_id": 99,
    "actor_name": "Tran Thi Lan",
    "position_id": 99,
    "position_title": "",
    "organisation_id": 6,
    "on_behalf_of_id": 99,
    "on_behalf_of_name": "Ai đó",
    "target_kind": "documents",
    "target_id": 99,
    "payload": '{"n": 99, "sign": "Đ"}',
    "prev": b"\x01" * 32,
    "hash": b"\x01" * 32,
}


def test_every_column_is_tampered_with_below() -> None:
    columns = {field.column for field in AuditEvent._meta.concrete_fields if field.column}
    assert set(OTHER_VALUES) == columns - {"chain", "seq"}


@given(column=st.sampled_from(sorted(OTHER_VALUES)), seq=st.integers(1, LENGTH))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_change_of_any_column_is_found_at_its_event(
    a_chain: None, without_protection: None, column: str, seq: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        tamper(f"UPDATE audit_event SET {column} = %s WHERE chain = 5 AND seq = %s", [OTHER_VALUES[column], seq])
        assert broken() == [(5, seq)]
        cursor.execute("ROLLBACK TO SAVEPOINT before")


@pytest.mark.parametrize(
    "payload", ['{"n": 2.0, "sign": "Đ"}', '{"n": 2, "sign": "Đ", "more": null}', '{"n": true}', "[]", "null"]
)
def test_another_payload_of_the_same_look_is_found(a_chain: None, without_protection: None, payload: str) -> None:
    tamper("UPDATE audit_event SET payload = %s WHERE chain = 5 AND seq = 3", [payload])
    assert broken() == [(5, 3)]


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("DELETE FROM audit_event WHERE chain = 5 AND seq = 1", 1),
        ("DELETE FROM audit_event WHERE chain = 5 AND seq = 3", 3),
        ("DELETE FROM audit_event WHERE chain = 5 AND seq = 6", 6),
        ("DELETE FROM audit_event WHERE chain = 5", 1),
        ("UPDATE audit_event SET seq = 7 WHERE chain = 5 AND seq = 6", 6),
        ("UPDATE audit_event SET chain = 7 WHERE chain = 5 AND seq = 6", 6),
        ("UPDATE audit_head SET seq = 5 WHERE chain = 5", 6),
        ("UPDATE audit_head SET hash = decode(repeat('00', 32), 'hex') WHERE chain = 5", 6),
        ("DELETE FROM audit_head WHERE chain = 5", 1),
    ],
)
def test_what_is_taken_away_or_moved_is_found(
    a_chain: None, without_protection: None, statement: str, seq: int
) -> None:
    tamper(statement)
    assert (5, seq) in broken()


def test_two_events_that_change_places_are_found(a_chain: None, without_protection: None) -> None:
    for source, target in ((2, 100), (4, 2), (100, 4)):
        tamper("UPDATE audit_event SET seq = %s WHERE chain = 5 AND seq = %s", [target, source])
    assert broken() == [(5, 2)]


def test_an_event_put_in_is_found(a_chain: None, without_protection: None) -> None:
    columns = ", ".join(sorted({*FIELDS, "at", "prev", "hash"} - {"seq"}))
    tamper(f"INSERT INTO audit_event (seq, {columns}) SELECT 7, {columns} FROM audit_event WHERE chain = 5 AND seq = 6")
    assert broken() == [(5, 7)]


def test_a_tail_cut_off_with_its_head_set_back_is_found_by_the_checkpoint(
    a_chain: None, without_protection: None
) -> None:
    write_checkpoint(at=AT)
    write_events(1)
    tamper("DELETE FROM audit_event WHERE chain = 5 AND seq > 4")
    tamper(
        "UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM audit_event WHERE chain = 5 AND seq = 4)"
        " WHERE chain = 5"
    )
    assert list(breaks()) == [
        Break(
            5,
            5,
            "Chain 5 is broken at 5: it ends there, but checkpoint 1 of 2026-11-23 02:00 UTC saw 6 events.",
        )
    ]


def test_a_chain_taken_away_whole_is_found_by_the_checkpoint(a_chain: None, without_protection: None) -> None:
    write_checkpoint(at=AT)
    tamper("DELETE FROM audit_event")
    tamper("DELETE FROM audit_head")
    assert broken() == [(5, 1)]
    with pytest.raises(Damaged):
        write_checkpoint(at=AT)


@given(first=st.integers(1, LENGTH), sealed_at=st.integers(1, LENGTH))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_chain_forged_anew_is_found_when_a_checkpoint_saw_it(
    db: None, without_protection: None, first: int, sealed_at: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        write_events(sealed_at)
        path = write_checkpoint(at=AT)
        write_events(LENGTH - sealed_at)
        forge(first)
        assert broken() == ([(5, 1)] if first <= sealed_at else [])
        if first <= sealed_at < LENGTH:
            with pytest.raises(Damaged):
                write_checkpoint(at=AT)
        path.unlink()
        cursor.execute("ROLLBACK TO SAVEPOINT before")


def test_the_break_is_named_between_two_checkpoints(without_protection: None) -> None:
    write_events(2)
    write_checkpoint(at=AT)
    write_events(4)
    write_checkpoint(at=AT + timedelta(days=1))
    forge(4)
    assert [found.sentence for found in breaks()] == [
        "Chain 5 is broken between 3 and 6: checkpoint 2 of 2026-11-24 02:00 UTC saw other events."
    ]


def test_one_broken_chain_does_not_hide_another(without_protection: None) -> None:
    for chain in (0, 3, 9):
        for number in range(2):
            record("documents.document.read", by=LAN, at=AT, target=("document", number), chain=chain)
    tamper("UPDATE audit_event SET act = 'x' WHERE chain IN (0, 9) AND seq = 2")
    assert broken() == [(0, 2), (9, 2)]


def test_a_checkpoint_is_bound_to_the_one_before_it_and_never_written_twice(a_chain: None) -> None:
    first = write_checkpoint(at=AT)
    second = write_checkpoint(at=AT)
    assert (first.name, second.name) == ("000001.json", "000002.json")
    read = checkpoints.read(second)
    assert (read.previous, read.seals[5].size) == (checkpoints.digest(first), LENGTH)
    with pytest.raises(FileExistsError):
        checkpoints.write(read)
    assert [path.name for path in checkpoints.folder().iterdir()].count("000002.json") == 1
    assert {path.stat().st_mode & 0o777 for path in checkpoints.paths(checkpoints.folder())} == {0o444}
    assert checkpoints.key_path().stat().st_mode & 0o777 == 0o400


def test_a_checkpoint_that_was_changed_taken_out_or_signed_by_another_is_found(a_chain: None) -> None:
    paths = [write_checkpoint(at=AT) for _ in range(3)]
    original = paths[1].read_bytes()
    paths[1].unlink()
    paths[1].write_bytes(original.replace(b'size\\":6', b'size\\":5'))
    assert "does not bear this system's signature" in next(breaks()).sentence
    paths[1].write_text(json.dumps({"nothing": 1}))
    assert "can't be read" in next(breaks()).sentence
    paths[1].unlink()
    assert "does not follow the one before it" in next(breaks()).sentence
    paths[1].write_bytes(original)
    assert list(breaks()) == []
    checkpoints.key_path().unlink()
    assert len(broken()) == 3
    with pytest.raises(Damaged):
        write_checkpoint(at=AT)


def test_a_copy_of_the_checkpoints_kept_elsewhere_is_compared(
    a_chain: None, without_protection: None, data_folder: Path
) -> None:
    copy = data_folder / "elsewhere"
    copy.mkdir()
    path = write_checkpoint(at=AT)
    (copy / path.name).write_bytes(path.read_bytes())
    path.unlink()
    forge(2)
    assert (broken(), broken(copy)) == ([], [(5, 1)])


def test_a_head_without_events_is_whole() -> None:
    AuditHead.objects.create(chain=4)
    assert list(breaks()) == []
