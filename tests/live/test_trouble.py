"""What must not be lost when something breaks."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import connection

from plenum.directory.models import Person
from plenum.live.actions import revoke
from tests.live.conftest import Listen, sign_in
from tests.live.process import Web
from tests.live.room import allow, count_up

pytestmark = [pytest.mark.feature("C16"), pytest.mark.crash]

_LISTENERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE application_name = 'plenum live' AND query LIKE 'LISTEN%' AND datname = current_database()"
)


def kill_listeners() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_LISTENERS)
        return len(cursor.fetchall())


@pytest.fixture
def two(rooms: None) -> Iterator[list[Web]]:
    processes = [Web(), Web()]
    for process in processes:
        process.begin()
    for process in processes:
        process.counts()
    yield processes
    for process in processes:
        process.stop()


def test_a_lost_listening_connection_loses_no_event(listen: Listen, room: str) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    for number in range(1, 6):
        assert kill_listeners() >= 1 or number > 1
        count_up(room)
        assert stream.next().data["seq"] == number


def test_a_revocation_during_the_loss_of_the_listening_connection_is_made_up_for(
    listen: Listen, room: str, lan: Person
) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    kill_listeners()
    allow(room, [], person_id=lan.pk)  # and nobody is told
    assert stream.ended() < 15


def test_an_event_whose_notification_never_came_is_found_in_the_log(listen: Listen, room: str) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH c AS (INSERT INTO live_channel VALUES (%s, 1) RETURNING name)"
            " INSERT INTO live_event (channel, seq, audience, at, kind, payload)"
            " SELECT name, 1, 'everyone', now(), 'counted', '{\"number\": 1}' FROM c",
            [room],
        )
    assert stream.next().number == 1


@pytest.mark.parametrize("notified", ["plenum_live_revocations", "plenum_live_events"])
@pytest.mark.parametrize("message", ["", "x", "[]", "{}", "room:1", "room:1 x", "null", '{"channel": 7}'])
def test_a_notification_that_makes_no_sense_changes_nothing(
    listen: Listen, room: str, notified: str, message: str
) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [notified, message.replace("room:1", room)])
    count_up(room)
    assert stream.next().number == 1


def test_two_processes_both_deliver_and_a_client_may_move_between_them(two: list[Web], room: str, session: str) -> None:
    streams = [process.get(f"/live/{room}?after=0", session=session) for process in two]
    for stream in streams:
        stream.greeted()
    count_up(room)
    assert [stream.next().id for stream in streams] == ["1", "1"]
    streams[0].close()
    count_up(room)
    assert streams[1].next().id == "2"
    moved = two[1].get(f"/live/{room}", session=session, headers={"Last-Event-ID": "1"})
    assert [said.id for said in moved.greeted()] == ["2"]
    for stream in (streams[1], moved):
        stream.close()


def test_a_killed_process_loses_nothing_for_who_returns_with_a_cursor(two: list[Web], room: str, session: str) -> None:
    web = two[0]
    stream = web.get(f"/live/{room}?after=0", session=session)
    stream.greeted()
    count_up(room)
    seen = stream.next().id
    web.kill()
    stream.ended()
    stream.close()
    for _number in range(3):
        count_up(room)
    web.start()
    back = web.get(f"/live/{room}", session=session, headers={"Last-Event-ID": seen})
    assert [said.id for said in back.greeted()] == ["2", "3", "4"]
    back.close()


def test_a_stopping_process_ends_its_streams_and_does_not_wait_for_them(
    two: list[Web], room: str, session: str
) -> None:
    stream = two[0].get(f"/live/{room}?after=0", session=session)
    stream.greeted()
    begun = time.monotonic()
    two[0].terminate()
    assert time.monotonic() - begun < 5
    stream.ended()


def test_a_client_that_does_not_read_is_cut_disturbs_nobody_and_comes_back_by_its_cursor(
    web: Web, listen: Listen, room: str
) -> None:
    slow, quick = listen(f"{room}?after=0"), listen(f"{room}?after=0")
    slow.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.greeted()
    quick.greeted()
    open_before = web.counts()["streams"]
    number = 0
    while web.counts()["streams"] == open_before:
        number += 1
        assert number < 60
        count_up(room, text="x" * 100_000)
        assert quick.next().data["seq"] == number
    read = []
    with suppress(ConnectionResetError):
        for said in slow.stream():
            if said.event == "message":
                read.append(int(said.id))
    assert read == list(range(1, len(read) + 1))
    back = listen(f"{room}?after=0", headers={"Last-Event-ID": str(len(read))})
    assert [int(said.id) for said in back.greeted()] == list(range(len(read) + 1, number + 1))


def test_many_come_and_go_and_nothing_of_them_is_kept(web: Web, room: str, session: str) -> None:
    before = web.counts()["streams"]
    for _round in range(3):
        streams = [web.get(f"/live/{room}?after=0", session=session) for _client in range(30)]
        for stream in streams:
            stream.greeted()
        assert web.counts()["streams"] == before + 30
        for stream in streams:
            stream.close()
        while web.counts()["streams"] > before:
            time.sleep(0.01)
    assert web.counts()["streams"] == before


@pytest.mark.parametrize("protocol", ["h11"])
def test_under_another_server_protocol_everything_is_the_same(rooms: None, room: str, protocol: str) -> None:
    dung = Person.objects.create_user("dung", "Vũ Tiến Dũng")
    allow(room, ["everyone"], person_id=dung.pk)
    web = Web(protocol=protocol)
    web.start()
    stream = web.get(f"/live/{room}?after=0", session=sign_in(dung))
    assert stream.head()["transfer-encoding"] == "chunked"
    stream.greeted()
    count_up(room)
    assert stream.next().number == 1
    allow(room, [], person_id=dung.pk)
    revoke(room)
    assert stream.ended() < 1
    stream.close()
    assert web.counts()["streams"] == 0
    web.stop()
