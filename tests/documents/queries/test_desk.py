from datetime import date, timedelta

import pytest

from plenum.documents.actions.read import note_reading
from plenum.documents.assignees import Assignee
from plenum.documents.deadlines import end_of
from plenum.documents.enums import Act
from plenum.documents.queries.desk import DeskTab, desk_counts, desk_rows, waiting_count
from tests.cast import MONDAY, Cast
from tests.documents.made import FRIDAY, assigned, done, in_work, registered, submitted, waiting


def on_desk(cast: Cast, name: str, tab: DeskTab) -> list[int]:
    return [row.document.pk for row in desk_rows(cast.actor(name), tab, MONDAY)]


@pytest.mark.feature("D20")
def test_each_desk_shows_what_waits_for_its_post_and_nothing_else(cast: Cast) -> None:
    made = {
        "lan": [waiting(cast).pk, registered(cast).pk],
        "minh": [submitted(cast).pk],
        "hoa": [assigned(cast).pk],
        "nam": [in_work(cast).pk],
        "dung": [],
        "binh": [waiting(cast, by="binh").pk],
    }
    assert {name: sorted(on_desk(cast, name, DeskTab.WAITING)) for name in made} == made


@pytest.mark.feature("D20")
def test_the_most_pressing_comes_first_and_what_has_no_deadline_last(cast: Cast) -> None:
    late, never, soon = (
        submitted(cast, due_at=end_of(day) if day else None) for day in (date(2026, 12, 20), None, date(2026, 11, 24))
    )
    assert on_desk(cast, "minh", DeskTab.WAITING) == [soon.pk, late.pk, never.pk]


@pytest.mark.feature("D20")
def test_soon_is_what_is_overdue_or_due_within_three_days(cast: Cast) -> None:
    days = {day: submitted(cast, due_at=end_of(date(2026, 11, day))).pk for day in (23, 26, 27)}
    assert on_desk(cast, "minh", DeskTab.SOON) == [days[23], days[26]]


@pytest.mark.feature("D20")
def test_who_passed_it_on_follows_it_until_it_is_done(cast: Cast) -> None:
    document = in_work(cast)
    assert [on_desk(cast, name, DeskTab.FOLLOWED) for name in ("lan", "minh", "hoa", "nam")] == [
        *([[document.pk]] * 3),
        [],
    ]
    finished = done(cast)
    assert on_desk(cast, "minh", DeskTab.FOLLOWED) == [document.pk]
    assert on_desk(cast, "minh", DeskTab.DONE) == on_desk(cast, "nam", DeskTab.DONE) == [finished.pk]


@pytest.mark.feature("D8")
def test_what_is_for_information_stays_for_a_while_after_it_was_read(cast: Cast) -> None:
    document = assigned(cast, informed=(Assignee("unit", cast.archive.pk),))
    before = desk_rows(cast.actor("dung"), DeskTab.INFORMATION, MONDAY)
    note_reading(document=document, by=cast.actor("dung"), at=MONDAY)
    after = desk_rows(cast.actor("dung"), DeskTab.INFORMATION, MONDAY)
    later = desk_rows(cast.actor("dung"), DeskTab.INFORMATION, MONDAY + timedelta(days=31))
    assert [[(r.act, r.is_unread) for r in rows] for rows in (before, after, later)] == [
        [(Act.READ, True)],
        [(Act.READ, False)],
        [],
    ]


@pytest.mark.feature("D20")
def test_the_counters_are_one_query_and_say_what_the_lists_say(cast: Cast, django_assert_num_queries: object) -> None:
    submitted(cast, due_at=FRIDAY)
    submitted(cast, due_at=end_of(date(2026, 11, 23)))
    in_work(cast)
    done(cast)
    by, at = cast.actor("minh"), MONDAY + timedelta(days=2)
    with django_assert_num_queries(1):  # type: ignore[operator]
        counts = desk_counts(by, at)
    assert dict(counts) == {"waiting": 2, "soon": 2, "overdue": 1, "followed": 1, "information": 1, "done": 1}
    assert waiting_count(by) == 2


@pytest.mark.parametrize("tab", list(DeskTab))
def test_a_desk_is_one_query_for_one_line_and_for_three(
    cast: Cast, tab: DeskTab, django_assert_num_queries: object
) -> None:
    for make in (submitted, in_work, done):
        make(cast, due_at=end_of(date(2026, 11, 25)))
    by = cast.actor("minh")
    for _ in range(2):
        with django_assert_num_queries(1):  # type: ignore[operator]
            shown = [
                (str(row.document.type), row.document.issuer and row.document.issuer.name, row.instruction)
                for row in desk_rows(by, tab, MONDAY)
            ]
        assert shown
        for make in (submitted, in_work, done):
            make(cast, due_at=end_of(date(2026, 11, 25)))


def test_the_desk_shows_the_leaders_own_words(cast: Cast) -> None:
    assigned(cast)
    rows = desk_rows(cast.actor("hoa"), DeskTab.WAITING, MONDAY)
    assert [row.instruction for row in rows] == ["Giao Phòng Tổng hợp chủ trì, báo cáo trước thứ Sáu."]
