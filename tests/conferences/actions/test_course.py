import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from plenum.audit.queries.story import events_of
from plenum.conferences.actions.course import (
    add_minute,
    clear_message,
    move_to_item,
    show_message,
    start_countdown,
    stop_countdown,
)
from plenum.conferences.actions.preparation import close_conference
from plenum.conferences.models import Conference, Proceeding
from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal, Stale
from tests.cast import MONDAY, Cast, make_cast
from tests.conferences.making import a_draft, a_running, fresh, item

LATER = MONDAY + timedelta(minutes=7)


def on(conference: Conference) -> str | None:
    current = fresh(conference).current_item
    return current.title if current else None


@pytest.mark.feature("C9")
def test_the_chair_puts_an_item_on_and_the_one_before_ends(cast: Cast, running: Conference) -> None:
    minh = cast.actor("minh")
    first = move_to_item(conference=running, item_id=item(running, "Khai mạc").pk, step=1, by=minh, at=MONDAY)
    move_to_item(conference=running, item_id=item(running, "Cải cách").pk, step=first.step, by=minh, at=LATER)
    course = Proceeding.objects.filter(conference=running).values_list("item__title", "started_at", "ended_at")
    assert list(course) == [("Khai mạc", MONDAY, LATER), ("Cải cách", LATER, None)]
    assert (on(running), fresh(running).step) == ("Cải cách", 3)


def test_an_item_may_be_on_again(cast: Cast, running: Conference) -> None:
    minh = cast.actor("minh")
    for step, title in enumerate(["Khai mạc", "Báo cáo", "Khai mạc"], start=1):
        move_to_item(conference=running, item_id=item(running, title).pk, step=step, by=minh, at=LATER)
    assert (on(running), Proceeding.objects.count()) == ("Khai mạc", 3)


def test_moving_ends_the_countdown(cast: Cast, running: Conference) -> None:
    minh = cast.actor("minh")
    start_countdown(conference=running, seconds=300, step=1, by=minh, at=MONDAY)
    move_to_item(conference=running, item_id=item(running, "Khai mạc").pk, step=1, by=minh, at=MONDAY)
    assert fresh(running).countdown_seconds is None


def test_the_same_button_on_two_consoles_is_one_step(cast: Cast, running: Conference) -> None:
    opening = item(running, "Khai mạc").pk
    move_to_item(conference=running, item_id=opening, step=1, by=cast.actor("minh"), at=MONDAY)
    move_to_item(conference=running, item_id=opening, step=1, by=cast.actor("thu"), at=LATER)
    assert (fresh(running).step, Proceeding.objects.get().started_at) == (2, MONDAY)
    acts = [event.act for event in events_of(("conference", running.pk))]
    assert acts.count("conferences.conference.moved") == 1


def test_a_console_that_is_behind_is_refused(cast: Cast, running: Conference) -> None:
    move_to_item(conference=running, item_id=item(running, "Khai mạc").pk, step=1, by=cast.actor("minh"), at=MONDAY)
    with pytest.raises(Stale):
        move_to_item(conference=running, item_id=item(running, "Bế mạc").pk, step=1, by=cast.actor("thu"), at=MONDAY)
    assert on(running) == "Khai mạc"


def test_an_item_of_another_conference_is_not_put_on(cast: Cast, running: Conference) -> None:
    strange = item(a_draft(cast), "Khai mạc")
    with pytest.raises(Forgotten) as refusal:
        move_to_item(conference=running, item_id=strange.pk, step=1, by=cast.actor("minh"), at=MONDAY)
    assert (refusal.value.code, on(running)) == ("no_such_item", None)


def test_nothing_is_on_before_the_opening(cast: Cast, released: Conference) -> None:
    with pytest.raises(Refusal) as refusal:
        move_to_item(
            conference=released, item_id=item(released, "Khai mạc").pk, step=0, by=cast.actor("minh"), at=MONDAY
        )
    assert (refusal.value.code, Proceeding.objects.count()) == ("out_of_order", 0)


ACTS: dict[str, Callable[[Conference, Cast, str], object]] = {
    "move": lambda c, cast, name: move_to_item(
        conference=c, item_id=item(c, "Khai mạc").pk, step=1, by=cast.actor(name), at=MONDAY
    ),
    "start": lambda c, cast, name: start_countdown(conference=c, seconds=60, step=1, by=cast.actor(name), at=MONDAY),
    "minute": lambda c, cast, name: add_minute(conference=c, by=cast.actor(name), at=MONDAY),
    "stop": lambda c, cast, name: stop_countdown(conference=c, by=cast.actor(name), at=MONDAY),
    "message": lambda c, cast, name: show_message(conference=c, text="Nghỉ", by=cast.actor(name), at=MONDAY),
    "clear": lambda c, cast, name: clear_message(conference=c, by=cast.actor(name), at=MONDAY),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", ["nam", "hoa", "lan", "an", "binh"])
def test_only_the_chair_and_the_secretaries_conduct(cast: Cast, running: Conference, act: str, name: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        ACTS[act](running, cast, name)
    assert refusal.value.code == "may_not_conduct_conference"


@pytest.mark.parametrize("act", ACTS)
def test_a_closed_conference_is_conducted_no_more(cast: Cast, running: Conference, act: str) -> None:
    close_conference(conference=running, step=1, by=cast.actor("minh"), at=MONDAY)
    with pytest.raises(Refusal) as refusal:
        ACTS[act](running, cast, "minh")
    assert refusal.value.code == "closed"


def test_a_countdown_is_a_start_and_a_length(cast: Cast, running: Conference) -> None:
    start_countdown(conference=running, seconds=300, step=1, by=cast.actor("minh"), at=MONDAY)
    now = fresh(running)
    assert (now.countdown_started_at, now.countdown_seconds) == (MONDAY, 300)
    assert now.countdown_ends_at == MONDAY + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("after", "length"),
    [(timedelta(minutes=1), 360), (timedelta(minutes=5), 360), (timedelta(minutes=7), 480)],
    ids=["while it runs", "at its end", "two minutes over"],
)
def test_a_minute_more_is_a_minute_from_the_end_or_from_now(
    cast: Cast, running: Conference, after: timedelta, length: int
) -> None:
    minh = cast.actor("minh")
    start_countdown(conference=running, seconds=300, step=1, by=minh, at=MONDAY)
    add_minute(conference=running, by=minh, at=MONDAY + after)
    assert fresh(running).countdown_seconds == length


def test_there_is_no_minute_more_of_nothing(cast: Cast, running: Conference) -> None:
    with pytest.raises(Refusal) as refusal:
        add_minute(conference=running, by=cast.actor("minh"), at=MONDAY)
    assert refusal.value.code == "no_countdown"


@pytest.mark.parametrize("seconds", [0, -60, 6 * 3600 + 1])
def test_a_countdown_of_no_possible_length_is_refused(cast: Cast, running: Conference, seconds: int) -> None:
    with pytest.raises(Invalid) as refusal:
        start_countdown(conference=running, seconds=seconds, step=1, by=cast.actor("minh"), at=MONDAY)
    assert refusal.value.code == "bad_countdown"


def test_time_is_not_given_to_the_wrong_item(cast: Cast, running: Conference) -> None:
    move_to_item(conference=running, item_id=item(running, "Khai mạc").pk, step=1, by=cast.actor("thu"), at=MONDAY)
    with pytest.raises(Stale):
        start_countdown(conference=running, seconds=60, step=1, by=cast.actor("minh"), at=MONDAY)


def test_stopping_and_clearing_nothing_leaves_no_trace(cast: Cast, running: Conference) -> None:
    before = events_of(("conference", running.pk)).count()
    stop_countdown(conference=running, by=cast.actor("minh"), at=MONDAY)
    clear_message(conference=running, by=cast.actor("minh"), at=MONDAY)
    assert events_of(("conference", running.pk)).count() == before


@pytest.mark.parametrize(("text", "code"), [("  ", "no_message"), ("a" * 201, "long_message")])
def test_a_message_that_nobody_could_read_is_refused(cast: Cast, running: Conference, text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        show_message(conference=running, text=text, by=cast.actor("minh"), at=MONDAY)
    assert (refusal.value.code, fresh(running).message) == (code, "")


def test_two_items_are_never_on_at_once(cast: Cast, running: Conference) -> None:
    move_to_item(conference=running, item_id=item(running, "Khai mạc").pk, step=1, by=cast.actor("thu"), at=MONDAY)
    with pytest.raises(IntegrityError, match="conference_has_one_item_on_at_a_time"), transaction.atomic():
        Proceeding.objects.create(conference=running, item=item(running, "Bế mạc"), started_at=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_consoles_that_move_apart_at_once_one_wins() -> None:
    cast = make_cast()
    running = a_running(cast)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def press(name: str, title: str) -> None:
        actor, target = cast.actor(name), item(running, title).pk
        start.wait()
        try:
            move_to_item(conference=running, item_id=target, step=1, by=actor, at=MONDAY)
            outcomes.append(title)
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    consoles = [
        threading.Thread(target=press, args=("minh", "Khai mạc")),
        threading.Thread(target=press, args=("thu", "Bế mạc")),
    ]
    for console in consoles:
        console.start()
    for console in consoles:
        console.join()
    assert sorted(outcomes) == sorted(["stale", str(on(running))])
    assert Proceeding.objects.count() == 1
