from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plenum.conferences.actions.agenda import (
    add_agenda_item,
    edit_agenda_item,
    place_agenda_item,
    remove_agenda_item,
    shift_agenda_item,
)
from plenum.conferences.actions.course import move_to_item
from plenum.conferences.actions.papers import attach_paper
from plenum.conferences.enums import Direction
from plenum.conferences.models import AgendaItem, Conference
from plenum.conferences.queries.agenda import agenda_of
from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal, Stale
from tests.cast import MONDAY, Cast, make_cast
from tests.conferences.making import a_blob, a_draft, fresh, item

DOWN, INTO, OUT, UP = Direction.DOWN, Direction.INTO, Direction.OUT, Direction.UP


def written(conference: Conference) -> list[str]:
    return [f"{line.number or '–'} {line.item.title}" for line in agenda_of(fresh(conference))]


BEFORE = ["1 Khai mạc", "2 Báo cáo", "2.1 Cải cách", "– Hội ý", "3 Bế mạc"]


@pytest.mark.feature("C2")
@pytest.mark.parametrize(
    ("title", "direction", "after"),
    [
        ("Bế mạc", UP, ["1 Khai mạc", "2 Báo cáo", "2.1 Cải cách", "3 Bế mạc", "– Hội ý"]),
        ("Khai mạc", DOWN, ["1 Báo cáo", "1.1 Cải cách", "2 Khai mạc", "– Hội ý", "3 Bế mạc"]),
        ("Báo cáo", INTO, ["1 Khai mạc", "1.1 Báo cáo", "1.1.1 Cải cách", "– Hội ý", "2 Bế mạc"]),
        ("Cải cách", OUT, ["1 Khai mạc", "2 Báo cáo", "3 Cải cách", "– Hội ý", "4 Bế mạc"]),
        ("Bế mạc", INTO, ["1 Khai mạc", "2 Báo cáo", "2.1 Cải cách", "– Hội ý", "– Bế mạc"]),
        ("Khai mạc", UP, BEFORE),
        ("Khai mạc", INTO, BEFORE),
        ("Khai mạc", OUT, BEFORE),
        ("Bế mạc", DOWN, BEFORE),
    ],
)
def test_an_item_moves_one_step(
    cast: Cast, draft: Conference, title: str, direction: Direction, after: list[str]
) -> None:
    assert written(draft) == BEFORE
    moved = item(draft, title)
    shift_agenda_item(conference=draft, item_id=moved.pk, direction=direction, by=cast.actor("thu"), at=MONDAY)
    assert written(draft) == after


def test_planned_times_add_up(draft: Conference) -> None:
    minutes = [int((line.starts_at - draft.starts_at).total_seconds() // 60) for line in agenda_of(draft)]
    assert minutes == [0, 10, 25, 55, 60]
    assert [line.minutes for line in agenda_of(draft)] == [10, 45, 30, 5, 10]


def test_an_agenda_in_a_circle_is_refused(cast: Cast, draft: Conference) -> None:
    report, reform = item(draft, "Báo cáo"), item(draft, "Cải cách")
    with pytest.raises(Invalid) as refusal:
        place_agenda_item(
            conference=draft, item_id=report.pk, parent_id=reform.pk, position=0, by=cast.actor("thu"), at=MONDAY
        )
    assert (refusal.value.code, written(draft)) == ("circle", BEFORE)
    with pytest.raises(Invalid):
        place_agenda_item(
            conference=draft, item_id=report.pk, parent_id=report.pk, position=0, by=cast.actor("thu"), at=MONDAY
        )


def test_a_fourth_level_is_refused(cast: Cast, draft: Conference) -> None:
    thu = cast.actor("thu")
    third = add_agenda_item(conference=draft, title="Ba", parent_id=item(draft, "Cải cách").pk, by=thu, at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        add_agenda_item(conference=draft, title="Bốn", parent_id=third.pk, by=thu, at=MONDAY)
    assert refusal.value.code == "too_deep"
    with pytest.raises(Invalid):  # with what is below it, it would reach the fourth
        shift_agenda_item(conference=draft, item_id=item(draft, "Báo cáo").pk, direction=INTO, by=thu, at=MONDAY)


@pytest.mark.parametrize("title", ["", " \u00a0 "])
def test_an_item_without_a_title_is_refused(cast: Cast, draft: Conference, title: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_agenda_item(conference=draft, title=title, by=cast.actor("thu"), at=MONDAY)
    assert (refusal.value.code, refusal.value.field) == ("no_title", "title")


@pytest.mark.parametrize("minutes", [-1, 601])
def test_an_item_of_no_possible_length_is_refused(cast: Cast, draft: Conference, minutes: int) -> None:
    with pytest.raises(Invalid) as refusal:
        add_agenda_item(conference=draft, title="Một", minutes=minutes, by=cast.actor("thu"), at=MONDAY)
    assert refusal.value.code == "bad_minutes"


def test_an_item_of_another_conference_is_not_found(cast: Cast, draft: Conference) -> None:
    other = a_draft(cast)
    strange = item(other, "Khai mạc").pk
    act: dict[str, Any] = {"conference": draft, "by": cast.actor("thu"), "at": MONDAY}
    for attempt in (
        lambda: add_agenda_item(title="Một", parent_id=strange, **act),
        lambda: place_agenda_item(item_id=strange, parent_id=None, position=0, **act),
        lambda: place_agenda_item(item_id=item(draft, "Bế mạc").pk, parent_id=strange, position=0, **act),
        lambda: shift_agenda_item(item_id=strange, direction=UP, **act),
        lambda: remove_agenda_item(item_id=strange, **act),
    ):
        with pytest.raises(Forgotten):
            attempt()
    assert (written(draft), written(other)) == (BEFORE, BEFORE)


@pytest.mark.parametrize("name", ["minh", "nam", "lan", "an", "binh"])
def test_only_the_secretaries_write_the_agenda(cast: Cast, draft: Conference, name: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        add_agenda_item(conference=draft, title="Một", by=cast.actor(name), at=MONDAY)
    assert (refusal.value.code, written(draft)) == ("may_not_prepare_conference", BEFORE)


def test_two_pages_do_not_overwrite_each_other(cast: Cast, draft: Conference) -> None:
    opening = item(draft, "Khai mạc")
    change: dict[str, Any] = {
        "conference": draft,
        "item_id": opening.pk,
        "presenter": "",
        "minutes": 5,
        "is_internal": False,
        "version": opening.version,
        "by": cast.actor("thu"),
        "at": MONDAY,
    }
    edit_agenda_item(title="Chào cờ", **change)
    with pytest.raises(Stale):
        edit_agenda_item(title="Văn nghệ", **change)
    assert written(draft)[0] == "1 Chào cờ"


def test_removing_an_item_closes_the_gap(cast: Cast, draft: Conference) -> None:
    remove_agenda_item(conference=draft, item_id=item(draft, "Khai mạc").pk, by=cast.actor("thu"), at=MONDAY)
    assert written(draft) == ["1 Báo cáo", "1.1 Cải cách", "– Hội ý", "2 Bế mạc"]
    top = AgendaItem.objects.filter(conference=draft, parent=None).order_by("position")
    assert list(top.values_list("position", flat=True)) == [0, 1, 2]


def test_what_hangs_together_is_not_torn_apart(cast: Cast, running: Conference) -> None:
    thu = cast.actor("thu")
    opening, report, end = item(running, "Khai mạc"), item(running, "Báo cáo"), item(running, "Bế mạc")
    attach_paper(conference=running, item_id=end.pk, title="Kết luận", blob=a_blob(), by=thu, at=MONDAY)
    move_to_item(conference=running, item_id=opening.pk, step=running.step, by=thu, at=MONDAY)
    codes = []
    for kept in (opening, report, end):
        with pytest.raises(Refusal) as refusal:
            remove_agenda_item(conference=running, item_id=kept.pk, by=thu, at=MONDAY)
        codes.append(refusal.value.code)
    assert (codes, written(running)) == (["was_on", "has_sub_items", "has_papers"], BEFORE)


def test_two_items_never_have_one_place(draft: Conference) -> None:
    AgendaItem.objects.create(conference=draft, position=0, title="Một")
    with pytest.raises(IntegrityError, match="agenda_item_has_a_place_of_its_own"), transaction.atomic():
        connection.check_constraints()
    AgendaItem.objects.filter(conference=draft, title="Một").delete()


class TestAnyMoves(TestCase):
    """Whatever is moved wherever, the agenda stays one tree without gaps that holds every item once."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 4)), st.integers(0, 6)), max_size=8)
    )
    def test_the_agenda_stays_a_tree(self, moves: list[tuple[int, int | None, int]]) -> None:
        cast = make_cast()
        draft, thu = a_draft(cast), cast.actor("thu")
        ids = list(AgendaItem.objects.filter(conference=draft).order_by("pk").values_list("pk", flat=True))
        for moved, parent, position in moves:
            try:
                place_agenda_item(
                    conference=draft,
                    item_id=ids[moved],
                    parent_id=None if parent is None else ids[parent],
                    position=position,
                    by=thu,
                    at=MONDAY,
                )
            except Invalid:
                continue
        lines = agenda_of(draft)
        assert sorted(line.item.pk for line in lines) == ids
        assert max(line.level for line in lines) <= 2
        assert all(after.level <= before.level + 1 for before, after in pairwise(lines))
        families: dict[int | None, list[int]] = {}
        for line in lines:
            families.setdefault(line.item.parent_id, []).append(line.item.position)
        assert all(positions == list(range(len(positions))) for positions in families.values())
