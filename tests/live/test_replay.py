from collections.abc import Iterator

import pytest

from plenum.live import registry
from plenum.live.queries import present_state
from tests.live.conftest import Listen
from tests.live.replay import replayed
from tests.live.room import after, count_up, render, serve_rooms, snapshot

pytestmark = pytest.mark.feature("C16")


@pytest.fixture(autouse=True)
def rooms_are_served() -> Iterator[None]:
    serve_rooms()
    yield
    registry._domains.pop("room")


def test_events_applied_to_an_old_state_give_the_fresh_state(room: str) -> None:
    count_up(room)
    with replayed(room, {"everyone", "chair"}, apply=after):
        count_up(room)
        count_up(room, "chair")
        count_up(room)


def test_an_event_that_tells_too_little_is_found_out(room: str) -> None:
    with (
        pytest.raises(AssertionError, match="everyone of room"),
        replayed(room, {"everyone"}, apply=lambda old, _: old),
    ):
        count_up(room)


def test_what_a_stream_gives_leads_to_the_fresh_state_too(listen: Listen, room: str) -> None:
    stream = listen(room)
    (first,) = stream.greeted()
    state = first.data["payload"]["everyone"]
    for _number in range(5):
        count_up(room)
        state = after(state, stream.next().data)
    seq, states = present_state(room, ["everyone"], "vi", snapshot)
    assert (seq, states) == (5, {"everyone": state})


def test_a_snapshot_is_of_one_moment_and_changes_nothing(room: str) -> None:
    from django.db.utils import InternalError

    def writes(channel: str, audience: str, language: str) -> None:
        count_up(channel)

    with pytest.raises(InternalError, match="read-only transaction"):
        present_state(room, ["everyone"], "vi", writes)
    assert render("counted", {"number": 1}, "ru") == {"number": 1, "language": "ru"}
