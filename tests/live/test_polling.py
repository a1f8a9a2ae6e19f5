import json

import pytest

from plenum.live.names import WINDOW
from tests.live.conftest import Listen
from tests.live.room import allow, count_up

pytestmark = pytest.mark.feature("C16")


@pytest.mark.parametrize("cursor", ["", "0", "3", "10", "99"])
def test_polling_gives_the_same_as_the_stream(listen: Listen, room: str, cursor: str) -> None:
    for number in range(10):
        count_up(room, "everyone" if number % 3 else "chair")
    answer = listen(f"{room}/poll?after={cursor}&lang=ru")
    polled = json.loads(answer.body())
    streamed = listen(f"{room}?after={cursor}&lang=ru").greeted()
    for data in [*polled["events"], *(said.data for said in streamed)]:
        data["at"] = "" if data["kind"] == "snapshot" else data["at"]
    assert (answer.status, polled["events"]) == (200, [said.data for said in streamed])
    assert (list(polled), polled["cursor"]) == (["cursor", "at", "events"], "10")


def test_polling_on_with_its_cursor_gives_everything_once(listen: Listen, room: str, lan: object) -> None:
    other = f"{room}-b"
    allow(other, ["everyone"], person_id=lan.pk)  # type: ignore[attr-defined]
    cursor, heard = "0,0", []
    for seq in range(1, 5):
        count_up(room)
        count_up(other)
        while cursor != f"{seq},{seq}":  # the word of an event takes its time to the web process
            polled = json.loads(listen(f"{room},{other}/poll?after={cursor}").body())
            heard += [(event["channel"], event["seq"]) for event in polled["events"]]
            cursor = polled["cursor"]
    assert [[seq for channel, seq in heard if channel == name] for name in (room, other)] == [[1, 2, 3, 4]] * 2


def test_a_poll_after_a_long_absence_gets_a_snapshot(listen: Listen, room: str) -> None:
    for _number in range(WINDOW + 1):
        count_up(room)
    polled = json.loads(listen(f"{room}/poll?after=0").body())
    assert [event["kind"] for event in polled["events"]] == ["snapshot"]
