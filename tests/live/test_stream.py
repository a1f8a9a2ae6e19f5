from itertools import pairwise

import pytest
from django.db import transaction

from plenum.live.names import WINDOW
from tests.live.conftest import Listen
from tests.live.process import Web
from tests.live.room import allow, count_up

pytestmark = pytest.mark.feature("C16")


def test_the_head_of_a_stream_keeps_proxies_from_holding_it_back(listen: Listen, room: str) -> None:
    assert listen(f"{room}?after=0").head() == {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
        "connection": "close",
    }


def test_an_event_reaches_who_listens_as_it_was_published(listen: Listen, room: str) -> None:
    stream = listen(f"{room}?after=0&lang=en")
    assert stream.greeted() == []
    count_up(room, text="Đồng chí\nchủ tọa\r\n\n: data")
    said = stream.next()
    assert (said.event, said.id, said.data) == (
        "message",
        "1",
        {
            "channel": room,
            "seq": 1,
            "at": "2026-11-23T02:00:00Z",
            "kind": "counted",
            "payload": {"number": 1, "text": "Đồng chí\nchủ tọa\r\n\n: data", "language": "en"},
        },
    )


def test_a_rolled_back_act_is_not_heard_and_leaves_no_gap(listen: Listen, room: str) -> None:
    stream = listen(f"{room}?after=0")
    stream.greeted()
    with transaction.atomic():
        count_up(room)
        transaction.set_rollback(True)
    count_up(room)
    said = stream.next()
    assert (said.id, said.number) == ("1", 1)


@pytest.mark.parametrize("seen", [0, 1, 7, 9, 10])
@pytest.mark.parametrize("by_header", [True, False])
def test_who_returns_gets_exactly_what_was_missed(listen: Listen, room: str, seen: int, by_header: bool) -> None:
    for _number in range(10):
        count_up(room)
    stream = (
        listen(f"{room}?after=3", headers={"Last-Event-ID": str(seen)}) if by_header else listen(f"{room}?after={seen}")
    )
    assert [said.id for said in stream.greeted()] == [str(seq) for seq in range(seen + 1, 11)]
    count_up(room)
    assert stream.next().id == "11"


@pytest.mark.parametrize("cursor", ["", "-", "x", "1,2", "99", "9" * 40])
def test_who_has_no_sound_cursor_gets_the_present_state(listen: Listen, room: str, cursor: str) -> None:
    count_up(room)
    count_up(room)
    (said,) = listen(f"{room}?after={cursor}").greeted()
    assert (said.event, said.id, said.data["payload"]) == (
        "snapshot",
        "2",
        {"everyone": {"number": 2, "language": "vi"}},
    )


@pytest.mark.parametrize(("gap", "kinds"), [(WINDOW, ["message"] * WINDOW), (WINDOW + 1, ["snapshot"])])
def test_a_gap_larger_than_the_window_becomes_one_snapshot(
    listen: Listen, room: str, gap: int, kinds: list[str]
) -> None:
    for _number in range(gap):
        count_up(room)
    missed = listen(f"{room}?after=0").greeted()
    assert [said.event for said in missed] == kinds
    assert missed[-1].id == str(gap)


def test_one_stream_carries_all_channels_with_a_cursor_for_each(listen: Listen, room: str, lan: object) -> None:
    other = f"{room}-b"
    allow(other, ["everyone"], person_id=lan.pk)  # type: ignore[attr-defined]
    count_up(room)
    count_up(other)
    stream = listen(f"{room},{other}?after=1,0")
    assert [(said.data["channel"], said.id) for said in stream.greeted()] == [(other, "1,1")]
    count_up(other)
    count_up(room)
    assert [stream.next().id, stream.next().id] == ["1,2", "2,2"]
    back = listen(f"{room},{other}", headers={"Last-Event-ID": "1,2"})
    assert [(said.data["channel"], said.id) for said in back.greeted()] == [(room, "2,2")]


def test_a_silent_stream_shows_signs_of_life_with_its_cursor_and_the_clock(listen: Listen, room: str) -> None:
    stream = listen(f"{room}?after=0")
    stream.head()
    lines = []
    while ": beat" not in lines:
        lines.append(stream._file.readline().decode().strip())
    assert lines[0].startswith("retry: ")
    assert 1000 <= int(lines[0].removeprefix("retry: ")) <= 5000
    greeting = next(stream.stream())
    assert (greeting.event, greeting.id, list(greeting.data)) == ("hello", "0", ["at"])


def test_each_language_is_rendered_once_for_all_who_hear_it(web: Web, listen: Listen, room: str) -> None:
    streams = [
        listen(f"{room}?after=0&lang={language}") for language in ("vi", "ru", "en", "xx") for _client in range(5)
    ]
    for stream in streams:
        stream.greeted()
    before = web.counts()
    count_up(room)
    heard = [stream.next().data["payload"]["language"] for stream in streams]
    after = web.counts()
    assert heard == ["vi"] * 5 + ["ru"] * 5 + ["en"] * 5 + ["vi"] * 5
    rendered = [after[name] - before.get(name, 0) for name in ("render vi", "render ru", "render en")]
    assert rendered == [1, 1, 1]


def test_a_hall_that_comes_at_once_costs_one_look_at_the_state(web: Web, listen: Listen, room: str) -> None:
    before = web.counts().get("snapshot everyone", 0)
    streams = [listen(room) for _client in range(20)]
    assert [[said.event for said in stream.greeted()] for stream in streams] == [["snapshot"]] * 20
    assert web.counts()["snapshot everyone"] - before == 1


def test_an_arrival_costs_two_queries_of_the_hub(rooms: None, room: str, session: str) -> None:
    web = Web(clocks="slow")
    web.start()
    first = web.get(f"/live/{room}?after=0", session=session)
    first.greeted()
    count_up(room)
    first.next()  # it listens by now, and has compared what it knows with the log
    asked = []
    for _client in range(4):
        web.get(f"/live/{room}?after=0", session=session).greeted()
        asked.append(web.counts()["asked"])
    web.stop()
    assert [later - earlier for earlier, later in pairwise(asked)] == [2, 2, 2]
