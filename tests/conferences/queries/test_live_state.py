"""A page that follows the events shows what a page made anew shows."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plenum.conferences.actions.agenda import add_agenda_item, edit_agenda_item, remove_agenda_item, shift_agenda_item
from plenum.conferences.actions.course import (
    add_minute,
    clear_message,
    move_to_item,
    show_message,
    start_countdown,
    stop_countdown,
)
from plenum.conferences.actions.delegates import add_delegates, remove_delegate
from plenum.conferences.actions.papers import attach_paper, release_paper, withdraw_paper
from plenum.conferences.actions.points import add_point
from plenum.conferences.actions.preparation import close_conference, edit_conference, open_conference
from plenum.conferences.enums import Audience, Direction
from plenum.conferences.models import AgendaItem, Conference, Delegate, Paper
from plenum.conferences.queries.live_state import live_state
from plenum.core.errors import Refusal
from plenum.live.models import Event
from tests.cast import MONDAY, Cast, make_cast
from tests.conferences.making import DETAILS, a_blob, a_released, fresh, guests

State = dict[str, Any]


def travelled(state: object) -> Any:
    """The state as it comes out of the stream."""
    return json.loads(json.dumps(state))


def follow(state: State, conference: Conference, audience: Audience, after: int) -> State:
    """``state`` with every event since ``after`` applied, in order."""
    heard = Event.objects.filter(channel=f"conference:{conference.pk}", audience=audience, seq__gt=after)
    for event in heard.order_by("seq"):
        payload = event.payload if isinstance(event.payload, dict) else json.loads(event.payload)
        state = {**state, **payload["parts"]}
    return state


def last_seq(conference: Conference) -> int:
    last = Event.objects.filter(channel=f"conference:{conference.pk}").order_by("seq").last()
    return last.seq if last else 0


def act(name: str, number: int, conference: Conference, cast: Cast) -> None:
    """One act of the secretariat or the chair; ``number`` chooses its object."""
    held: State = {"conference": conference, "by": cast.actor("thu"), "at": MONDAY}
    items = list(AgendaItem.objects.filter(conference=conference).order_by("pk"))
    papers = list(Paper.objects.filter(conference=conference, withdrawn_at=None).order_by("pk"))
    chosen = items[number % len(items)]
    paper_id = papers[number % len(papers)].pk if papers else 0
    acts: dict[str, Callable[[], object]] = {
        "open": lambda: open_conference(**held),
        "close": lambda: close_conference(step=conference.step, **held),
        "move": lambda: move_to_item(item_id=chosen.pk, step=conference.step, **held),
        "start": lambda: start_countdown(seconds=60 * number + 1, step=conference.step, **held),
        "minute": lambda: add_minute(**held),
        "stop": lambda: stop_countdown(**held),
        "message": lambda: show_message(text=f"Thông báo {number}", **held),
        "clear": lambda: clear_message(**held),
        "add": lambda: add_agenda_item(title=f"Mục {number}", parent_id=chosen.pk, is_internal=number % 3 == 0, **held),
        "edit item": lambda: edit_agenda_item(
            item_id=chosen.pk,
            title=f"Sửa {number}",
            presenter="",
            minutes=number,
            is_internal=number % 2 == 0,
            version=chosen.version,
            **held,
        ),
        "shift": lambda: shift_agenda_item(item_id=chosen.pk, direction=list(Direction)[number % 4], **held),
        "remove": lambda: remove_agenda_item(item_id=chosen.pk, **held),
        "attach": lambda: attach_paper(item_id=chosen.pk, title=f"Tài liệu {number}", blob=_blob(number), **held),
        "release paper": lambda: release_paper(paper_id=paper_id, **held),
        "withdraw": lambda: withdraw_paper(paper_id=paper_id, **held),
        "edit": lambda: edit_conference(details=DETAILS, version=conference.version, **held),
        "delegates": lambda: add_delegates(rows=guests(number + 1), **held),
        "remove delegate": lambda: remove_delegate(
            delegate_id=Delegate.objects.filter(conference=conference).values_list("pk", flat=True)[0], **held
        ),
        "point": lambda: add_point(name=f"Điểm cầu {number}", heads=number, **held),
    }
    acts[name]()


def _blob(number: int) -> Any:
    from plenum.files.models import Blob

    name = f"tai-lieu-{number}.pdf"
    return Blob.objects.filter(name=name).first() or a_blob(name)


#: Moves come more often than the rest, as they do in a hall.
NAMES = [
    *("open", "close", "move", "move", "move", "move", "start", "minute", "stop", "message", "clear"),
    *("add", "edit item", "shift", "remove", "attach", "release paper", "withdraw"),
    *("edit", "delegates", "remove delegate", "point"),
]


class TestAnyCourse(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 8)), max_size=12))
    def test_whoever_followed_knows_what_whoever_comes_anew_is_told(self, course: list[tuple[str, int]]) -> None:
        cast = make_cast()
        conference = a_released(cast)
        before = {audience: travelled(live_state(conference.pk, audience)) for audience in Audience}
        start = last_seq(conference)
        for name, number in [("open", 0), *course]:
            try:
                act(name, number, fresh(conference), cast)
            except (Refusal, IndexError):
                continue
        followed = {a: follow(before[a], conference, a, start) for a in Audience}
        assert followed == {a: travelled(live_state(conference.pk, a)) for a in Audience}


@pytest.mark.feature("C9", "C14")
def test_nothing_internal_is_told_to_everyone(cast: Cast, running: Conference) -> None:
    thu = cast.actor("thu")
    secret = AgendaItem.objects.get(conference=running, is_internal=True)
    below = add_agenda_item(conference=running, title="Nhân sự", parent_id=secret.pk, by=thu, at=MONDAY)
    attach_paper(conference=running, item_id=below.pk, title="Danh sách", blob=a_blob(), by=thu, at=MONDAY)
    running.refresh_from_db()
    moved = move_to_item(conference=running, item_id=below.pk, step=running.step, by=thu, at=MONDAY)
    start_countdown(conference=moved, seconds=90, step=moved.step, by=thu, at=MONDAY)
    told = {
        audience: " ".join(
            json.dumps(event.payload, ensure_ascii=False) for event in Event.objects.filter(audience=audience)
        )
        + json.dumps(live_state(running.pk, audience), ensure_ascii=False)
        for audience in Audience
    }
    words = ("Hội ý", "Nhân sự", "Danh sách")
    assert {audience: [word for word in words if word in text] for audience, text in told.items()} == {
        Audience.EVERYONE: [],
        Audience.SCREEN: [],
        Audience.SECRETARIAT: list(words),
    }
    everyone, screen = (travelled(live_state(running.pk, a)) for a in (Audience.EVERYONE, Audience.SCREEN))
    assert everyone["now"] == {
        "conference": running.pk,
        "state": "running",
        "item": None,
        "title": running.title,
        "starts_at": running.starts_at.isoformat(),
        "paused": True,
    }
    assert screen["countdown"]["seconds"] is None


def test_a_draft_is_told_to_the_secretariat_alone(cast: Cast, draft: Conference) -> None:
    assert set(Event.objects.values_list("audience", flat=True)) == {Audience.SECRETARIAT}


def test_the_state_takes_the_same_queries_whatever_its_size(
    cast: Cast, running: Conference, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        live_state(running.pk, Audience.SECRETARIAT)
    thu = cast.actor("thu")
    add_delegates(conference=running, rows=guests(20), by=thu, at=MONDAY)
    for number in range(3):
        add_point(conference=running, name=f"Điểm {number}", by=thu, at=MONDAY)
        add_agenda_item(conference=running, title=f"Mục {number}", by=thu, at=MONDAY)
        attach_paper(conference=running, item_id=None, title="Tài liệu", blob=a_blob(str(number)), by=thu, at=MONDAY)
    with django_assert_num_queries(6):
        live_state(running.pk, Audience.SECRETARIAT)
