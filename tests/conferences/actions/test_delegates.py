from itertools import chain
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenum.conferences.actions.delegates import add_delegates, remove_delegate
from plenum.conferences.actions.points import add_point, remove_point, report_heads
from plenum.conferences.enums import Seating
from plenum.conferences.models import Conference, ConnectionPoint, Delegate
from plenum.conferences.queries.conferences import conferences_visible_to
from plenum.conferences.queries.delegates import Counts, counts_of, delegates_of
from plenum.conferences.roster import NewDelegate, read_roster
from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal
from plenum.directory.queries.pages import page_of
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_draft, guests

LIST = """Đinh Quang Long\tTrưởng phòng Kế hoạch\tSở Công Thương\tA1\tphuc@lamgiang.example
Nguyễn Thị Ánh\tPhó Giám đốc\tSở Nội vụ\tA2

Trần Văn Ân
"""


@pytest.mark.feature("C4")
def test_a_pasted_list_becomes_delegates(cast: Cast, draft: Conference) -> None:
    add_delegates(conference=draft, rows=read_roster(LIST), by=cast.actor("thu"), at=MONDAY)
    listed = delegates_of(draft).values_list("name", "post", "body", "seat", "person__username")
    assert list(listed) == [
        ("Nguyễn Thị Ánh", "Phó Giám đốc", "Sở Nội vụ", "A2", None),
        ("Trần Văn Ân", "", "", "", None),
        ("Đinh Quang Long", "Trưởng phòng Kế hoạch", "Sở Công Thương", "A1", "phuc"),
        ("Đỗ Văn Nam", "Chuyên viên", "Văn phòng", "C14", "nam"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\tTrưởng phòng", "no_name"),
        ("An; ; ; ; ; thừa", "too_many_columns"),
        ("An;" + "b" * 151, "too_long"),
    ],
)
def test_a_line_that_can_not_be_read_is_named(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_roster("Bình\n" + text)
    assert (refusal.value.code, "2" in str(refusal.value)) == (code, True)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty_list"),
        ([NewDelegate(name="An"), NewDelegate(name="An")], "delegate_twice"),
        ([NewDelegate(name="An", seat="B1"), NewDelegate(name="Bình", seat="B1")], "seat_taken"),
        ([NewDelegate(name="An", seat="C14")], "seat_taken"),
        ([NewDelegate(name="An"), NewDelegate(name="Nam", email="NAM@lamgiang.example")], "delegate_twice"),
    ],
    ids=["nobody", "a guest twice", "a seat twice", "a seat that is taken", "an account that is listed"],
)
def test_a_list_with_a_fault_adds_nobody(cast: Cast, draft: Conference, rows: list[NewDelegate], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_delegates(conference=draft, rows=rows, by=cast.actor("thu"), at=MONDAY)
    assert (refusal.value.code, delegates_of(draft).count()) == (code, 1)


def test_a_guest_who_is_listed_is_not_listed_again(cast: Cast, draft: Conference) -> None:
    row = NewDelegate(name="An", post="Giám đốc", body="Công ty")
    add_delegates(conference=draft, rows=[row], by=cast.actor("thu"), at=MONDAY)
    with pytest.raises(Invalid):
        add_delegates(conference=draft, rows=[row], by=cast.actor("thu"), at=MONDAY)


def test_only_the_secretaries_keep_the_list(cast: Cast, draft: Conference) -> None:
    with pytest.raises(Forbidden):
        add_delegates(conference=draft, rows=guests(1), by=cast.actor("minh"), at=MONDAY)


def test_whoever_is_taken_off_sees_nothing_any_more(cast: Cast, released: Conference) -> None:
    nam = Delegate.objects.get(conference=released, person=cast.nam)
    remove_delegate(conference=released, delegate_id=nam.pk, by=cast.actor("thu"), at=MONDAY)
    assert not conferences_visible_to(cast.actor("nam")).exists()


def test_a_delegate_of_another_conference_is_not_removed(cast: Cast, draft: Conference) -> None:
    stranger = Delegate.objects.get(conference=a_draft(cast))
    with pytest.raises(Forgotten):
        remove_delegate(conference=draft, delegate_id=stranger.pk, by=cast.actor("thu"), at=MONDAY)
    assert Delegate.objects.count() == 2


@pytest.mark.feature("C15")
def test_people_are_counted_by_kind_and_never_twice(cast: Cast, draft: Conference) -> None:
    thu = cast.actor("thu")
    act: dict[str, Any] = {"conference": draft, "by": thu, "at": MONDAY}
    near = add_point(name="Điểm cầu Hưng Thịnh", heads=40, **act)
    far = add_point(name="Điểm cầu An Bình", heads=1, **act)
    add_delegates(rows=guests(3, Seating.POINT, near.pk), **act)
    add_delegates(rows=guests(2, Seating.POINT, far.pk), **act)
    add_delegates(rows=guests(5, Seating.ONLINE), **act)
    # Near: 40 heads, 3 of them listed. Far: 2 are listed though only 1 was reported.
    assert counts_of(draft) == Counts(hall=1, points=2, heads=42, online=5)
    report_heads(point_id=far.pk, heads=10, **act)
    assert counts_of(draft).heads == 50


@pytest.mark.parametrize(
    ("point", "code"),
    [({"name": " "}, "no_name"), ({"name": "Hưng Thịnh"}, "point_twice"), ({"name": "X", "heads": -1}, "bad_heads")],
)
def test_a_point_with_a_fault_is_refused(cast: Cast, draft: Conference, point: dict[str, Any], code: str) -> None:
    add_point(conference=draft, name="Hưng Thịnh", by=cast.actor("thu"), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        add_point(conference=draft, by=cast.actor("thu"), at=MONDAY, **point)
    assert (refusal.value.code, ConnectionPoint.objects.count()) == (code, 1)


def test_a_point_with_delegates_stays(cast: Cast, draft: Conference) -> None:
    act: dict[str, Any] = {"conference": draft, "by": cast.actor("thu"), "at": MONDAY}
    point = add_point(name="Hưng Thịnh", **act)
    add_delegates(rows=guests(1, Seating.POINT, point.pk), **act)
    with pytest.raises(Refusal) as refusal:
        remove_point(point_id=point.pk, **act)
    assert refusal.value.code == "has_delegates"


def test_a_point_without_delegates_goes(cast: Cast, draft: Conference) -> None:
    act: dict[str, Any] = {"conference": draft, "by": cast.actor("thu"), "at": MONDAY}
    remove_point(point_id=add_point(name="Hưng Thịnh", heads=9, **act).pk, **act)
    assert counts_of(draft).heads == 0


def test_a_point_of_another_conference_takes_no_delegates(cast: Cast, draft: Conference) -> None:
    point = add_point(conference=a_draft(cast), name="Hưng Thịnh", by=cast.actor("thu"), at=MONDAY)
    with pytest.raises(Forgotten):
        add_delegates(conference=draft, rows=guests(1, Seating.POINT, point.pk), by=cast.actor("thu"), at=MONDAY)


def test_the_list_is_found_without_accents(cast: Cast, draft: Conference) -> None:
    add_delegates(conference=draft, rows=read_roster(LIST), by=cast.actor("thu"), at=MONDAY)
    found = {
        words: [d.name for d in delegates_of(draft, words=words)] for words in ("anh", "so noi", "long CONG", "zz")
    }
    assert found == {
        "anh": ["Nguyễn Thị Ánh"],
        "so noi": ["Nguyễn Thị Ánh"],
        "long CONG": ["Đinh Quang Long"],
        "zz": [],
    }


def test_the_list_is_read_page_by_page_and_nobody_is_missed(cast: Cast, draft: Conference) -> None:
    add_delegates(conference=draft, rows=guests(24), by=cast.actor("thu"), at=MONDAY)
    pages: list[list[str]] = []
    mark = ""
    while not pages or mark:
        page = page_of(delegates_of(draft), after=mark, size=10)
        pages.append([row.name for row in page.rows])
        mark = page.next
    assert [len(page) for page in pages] == [10, 10, 5]
    assert list(chain.from_iterable(pages)) == [row.name for row in delegates_of(draft)]


def test_six_thousand_are_added_with_few_queries(cast: Cast, draft: Conference) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        add_delegates(conference=draft, rows=guests(3), by=cast.actor("thu"), at=MONDAY)
    with CaptureQueriesContext(connection) as many:
        add_delegates(conference=draft, rows=guests(6000, Seating.ONLINE), by=cast.actor("thu"), at=MONDAY)
    assert len(many) - len(few) == 5  # six batches instead of one
    assert counts_of(draft).online == 6000


def test_the_database_knows_where_a_delegate_is(cast: Cast, draft: Conference) -> None:
    nam = Delegate.objects.get(conference=draft)
    broken: dict[str, dict[str, Any]] = {
        "delegate_of_a_point_names_the_point": {"seating": Seating.POINT, "seat": ""},
        "seat_is_for_those_in_the_hall": {"seating": Seating.ONLINE},
    }
    seen = {}
    for name, change in broken.items():
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Delegate.objects.filter(pk=nam.pk).update(**change)
        seen[name] = name in str(error.value)
    assert seen == dict.fromkeys(broken, True)
