import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, InternalError, connection, transaction

from plenum.audit.actions.record import record
from plenum.audit.canonical import LARGEST
from plenum.audit.models import NOTHING, AuditEvent, AuditHead
from plenum.audit.queries.story import events_by, events_of
from plenum.core.actor import SYSTEM
from tests.audit.people import AT, LAN, MINH_FOR_SON


@pytest.mark.django_db
@pytest.mark.feature("X3")
def test_an_act_is_written_with_everything_it_needs_to_be_told_later() -> None:
    record("documents.document.registered", by=MINH_FOR_SON, at=AT, target=("document", 7), payload={"number": "412"})
    event = AuditEvent.objects.get()
    told: dict[str, Any] = {field.attname: getattr(event, field.attname) for field in AuditEvent._meta.concrete_fields}
    assert {key: told[key] for key in sorted(told) if key not in {"pk", "hash", "prev"}} == {
        "act": "documents.document.registered",
        "actor_id": 2,
        "actor_name": "Nguyễn Quang Minh",
        "at": AT,
        "chain": 5,
        "on_behalf_of_id": 3,
        "on_behalf_of_name": "Phạm Hồng Sơn",
        "organisation_id": 5,
        "payload": {"number": "412"},
        "position_id": 12,
        "position_title": "Chánh Văn phòng",
        "seq": 1,
        "target_id": 7,
        "target_kind": "document",
    }


@pytest.mark.django_db
def test_each_event_is_bound_to_the_one_before_it() -> None:
    for number in range(3):
        record("documents.document.read", by=LAN, at=AT, target=("document", number))
    events = AuditEvent.objects.order_by("seq")
    hashes = [bytes(event.hash) for event in events]
    assert [bytes(event.prev) for event in events] == [NOTHING, *hashes[:2]]
    head = AuditHead.objects.get(chain=5)
    assert (head.seq, bytes(head.hash)) == (3, hashes[2])


@pytest.mark.django_db
def test_each_body_has_its_own_chain_and_the_system_has_chain_0() -> None:
    record("directory.organisation.founded", by=SYSTEM, at=AT, target=("organisation", 5))
    record("documents.document.read", by=LAN, at=AT, target=("document", 1))
    record("documents.document.arrived", by=LAN, at=AT, target=("document", 1), chain=9)
    assert list(AuditEvent.objects.order_by("chain").values_list("chain", "seq")) == [(0, 1), (5, 1), (9, 1)]


@pytest.mark.django_db(transaction=True)
def test_an_act_is_not_recorded_outside_the_transaction_that_does_it() -> None:
    with pytest.raises(RuntimeError):
        record("documents.document.read", by=LAN, at=AT, target=("document", 1))
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ({"score": 0.5}, TypeError),
        ({"at": datetime(2026, 1, 1, tzinfo=UTC)}, TypeError),
        ({"raw": b"x"}, TypeError),
        ({"size": LARGEST + 1}, ValueError),
        ({1: "one"}, TypeError),
    ],
)
def test_a_payload_that_does_not_keep_its_form_is_refused(payload: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        record("documents.document.read", by=LAN, at=AT, target=("document", 1), payload=payload)
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_a_strange_name_of_a_file_does_not_keep_an_act_from_the_record() -> None:
    record(
        "files.file.refused",
        by=LAN,
        at=AT,
        target=("file", 1),
        payload={"name": "a\0b\ud800c.pdf", "lines": ["một\nhai", "\N{GRINNING FACE}"]},
    )
    assert AuditEvent.objects.get().payload == {
        "name": "a\ufffdb\ufffdc.pdf",
        "lines": ["một\nhai", "\N{GRINNING FACE}"],
    }


@pytest.mark.django_db
@pytest.mark.feature("X3")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor_name = 'X'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "UPDATE audit_head SET seq = 0",
        "UPDATE audit_head SET seq = seq + 2",
        "UPDATE audit_head SET chain = 6, seq = seq + 1",
    ],
)
def test_nobody_changes_what_was_written(statement: str) -> None:
    record("documents.document.read", by=LAN, at=AT, target=("document", 1))
    with pytest.raises((DatabaseError, InternalError), match="never changed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AuditEvent.objects.get().actor_name == "Trần Thị Lan"


@pytest.mark.django_db
def test_the_story_of_a_thing_is_in_order_and_its_own() -> None:
    for act, number in (("registered", 7), ("read", 8), ("read", 7)):
        record(f"documents.document.{act}", by=LAN, at=AT, target=("document", number))
    record("conferences.conference.opened", by=LAN, at=AT, target=("conference", 7))
    assert [event.act for event in events_of(("document", 7))] == [
        "documents.document.registered",
        "documents.document.read",
    ]
    assert [event.seq for event in events_by(LAN.person_id)] == [4, 3, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_gap() -> None:
    for undone in (False, True, True, False):
        with transaction.atomic():
            record("documents.document.read", by=LAN, at=AT, target=("document", 1))
            transaction.set_rollback(undone)
    assert list(AuditEvent.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_leave_no_gap_on_one_chain() -> None:
    def write() -> None:
        for number in range(25):
            with transaction.atomic():
                record("documents.document.read", by=LAN, at=AT, target=("document", number))
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    events = list(AuditEvent.objects.order_by("seq"))
    assert [event.seq for event in events] == list(range(1, 201))
    assert [bytes(event.prev) for event in events] == [NOTHING, *(bytes(event.hash) for event in events[:-1])]
