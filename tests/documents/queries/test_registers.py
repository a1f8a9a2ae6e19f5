from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenum.documents.models import Document
from plenum.documents.queries import registers
from plenum.documents.queries.registers import ListFilter, ListTab, Since, incoming_counts, incoming_page
from tests.cast import MONDAY, Cast
from tests.documents.made import FRIDAY, assigned, done, registered, submitted, waiting


def shown(cast: Cast, name: str = "lan", **wanted: object) -> list[int]:
    page = incoming_page(cast.actor(name), ListFilter(**wanted), MONDAY)  # type: ignore[arg-type]
    return [document.pk for document in page.documents]


@pytest.mark.feature("D18")
def test_the_list_holds_what_one_may_see_the_newest_first(cast: Cast) -> None:
    ours = [registered(cast, at=MONDAY + timedelta(minutes=n)).pk for n in range(3)]
    theirs = registered(cast, by="binh").pk
    assert (shown(cast), shown(cast, "binh"), shown(cast, "dung")) == (ours[::-1], [theirs], [])


def test_the_tabs_divide_the_list(cast: Cast) -> None:
    made = [waiting(cast).pk, registered(cast, due_at=FRIDAY).pk, submitted(cast).pk, done(cast, due_at=FRIDAY).pk]
    late = MONDAY + timedelta(days=10)
    tabs = {
        tab.value: [d.pk for d in incoming_page(cast.actor("lan"), ListFilter(tab=tab), late).documents]
        for tab in ListTab
    }
    assert tabs == {
        "all": [made[3], made[2], made[1]],
        "waiting": [made[0]],
        "open": [made[2], made[1]],
        "overdue": [made[1]],
        "done": [made[3]],
    }
    assert dict(incoming_counts(cast.actor("lan"), late)) == {"waiting": 1, "open": 2, "overdue": 1}


@pytest.mark.feature("D18")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("412", True),
        ("412-CV/TU", True),
        ("chuẩn bị đối thoại", True),
        ("chuan bi doi thoai", True),
        ("tinh uy", True),
        ("đối thoại 413", False),
        ("uan", False),
        ("' & | ! ( <->", True),
    ],
)
def test_words_of_the_card_are_found_with_and_without_accents(cast: Cast, text: str, found: bool) -> None:
    document = registered(cast, written="412-CV/TU")
    assert shown(cast, text=text) == ([document.pk] if found else [])


def test_filters_narrow_the_list(cast: Cast) -> None:
    urgent = registered(cast, urgency=3)
    plain = assigned(cast)
    assert [
        shown(cast, urgency=3),
        shown(cast, state="assigned"),
        shown(cast, since=Since.TODAY),
        shown(cast, urgency=2),
    ] == [[urgent.pk], [plain.pk], [plain.pk, urgent.pk], []]


def test_pages_follow_each_other_without_loss_even_at_one_instant(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "PAGE", 2)
    made = [registered(cast).pk for _ in range(5)]
    seen, after = [], ""
    while True:
        page = incoming_page(cast.actor("lan"), ListFilter(), MONDAY, after)
        seen += [document.pk for document in page.documents]
        if not (after := page.after):
            break
    assert seen == made[::-1]


@pytest.mark.parametrize("after", ["x", "2026~x", "~", "9999-99-99~1", "2026-11-23T00:00:00+00:00~"])
def test_a_place_that_is_none_begins_at_the_first_page(cast: Cast, after: str) -> None:
    document = registered(cast)
    page = incoming_page(cast.actor("lan"), ListFilter(), MONDAY, after)
    assert [d.pk for d in page.documents] == [document.pk]


def test_the_list_is_one_query_however_long(cast: Cast) -> None:
    registered(cast)
    by, counted = cast.actor("lan"), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page = incoming_page(by, ListFilter(), MONDAY)
            [(str(d.type), d.issuer, d.due) for d in page.documents]
        counted.append((len(page.documents), len(queries)))
        registered(cast), registered(cast)
    assert counted == [(1, 1), (3, 1)]
    assert Document.objects.count() == 5
