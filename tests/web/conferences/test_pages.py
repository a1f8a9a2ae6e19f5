from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenum.conferences.actions.agenda import add_agenda_item
from plenum.conferences.actions.delegates import add_delegates
from plenum.conferences.actions.papers import attach_paper
from plenum.conferences.actions.points import add_point
from plenum.conferences.actions.preparation import close_conference
from plenum.conferences.actions.screens import add_screen
from plenum.conferences.models import Conference, Delegate
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_blob, a_draft, a_released, a_running, guests, item
from tests.web.conferences.conftest import sent

As = Callable[[str], Client]


def text_of(client: Client, name: str, **kwargs: object) -> str:
    query = str(kwargs.pop("query", ""))
    response = client.get(reverse(f"conferences:{name}", kwargs=kwargs) + query)
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client: Client, name: str, **kwargs: object) -> int:
    text_of(client, name, **kwargs)  # what is asked once in a process is asked now
    with CaptureQueriesContext(connection) as queries:
        text_of(client, name, **kwargs)
    return len(queries)


def grow(cast: Cast, conference: Conference) -> None:
    held: dict[str, Any] = {"conference": conference, "by": cast.actor("thu"), "at": MONDAY}
    add_delegates(rows=guests(60), **held)
    for number in range(3):
        add_point(name=f"Điểm {number}", **held)
        add_screen(name=f"Màn {number}", **held)
        new = add_agenda_item(title=f"Mục {number}", **held)
        attach_paper(item_id=new.pk, title="Tài liệu", blob=a_blob(str(number)), **held)


@pytest.mark.parametrize("name", ["prepare", "delegates", "points", "screens", "console", "conference", "release"])
def test_a_page_asks_the_same_questions_whatever_its_size(cast: Cast, draft: Conference, as_: As, name: str) -> None:
    thu = as_("thu")
    before = queries_of(thu, name, pk=draft.pk)
    grow(cast, draft)
    assert queries_of(thu, name, pk=draft.pk) == before


def test_the_list_asks_the_same_questions_for_one_and_for_three(cast: Cast, as_: As) -> None:
    thu = as_("thu")
    counts = []
    for _time in range(3):
        a_released(cast)
        a_running(cast)
        counts.append(queries_of(thu, "list"))
    assert counts == [counts[0]] * 3


def test_the_list_shows_to_each_what_is_theirs(cast: Cast, as_: As) -> None:
    a_draft(cast)
    a_released(cast)
    ended = a_running(cast)
    close_conference(conference=ended, step=ended.step, by=cast.actor("thu"), at=MONDAY)
    shown = {
        name: [text_of(as_(name), "list", query=query).count("pl-title") for query in ("", "?show=past")]
        for name in ("thu", "minh", "nam", "dung")
    }
    assert shown == {"thu": [2, 1], "minh": [2, 1], "nam": [1, 1], "dung": [0, 0]}


def test_an_empty_list_says_what_will_be_there(cast: Cast, as_: As) -> None:
    assert reverse("conferences:create") in text_of(as_("thu"), "list")
    assert reverse("conferences:create") not in text_of(as_("dung"), "list")


def test_the_delegates_are_found_without_accents_and_read_page_by_page(
    cast: Cast, released: Conference, as_: As
) -> None:
    add_delegates(conference=released, rows=guests(60), by=cast.actor("thu"), at=MONDAY)
    thu = as_("thu")
    first = text_of(thu, "delegates", pk=released.pk)
    assert (first.count("pl-person__name"), 'rel="next"' in first, 'rel="prev"' in first) == (50, True, False)
    assert text_of(thu, "delegates", pk=released.pk, query="?words=do+van+nam").count("pl-person__name") == 1
    assert text_of(thu, "delegates", pk=released.pk, query="?words=khong+ai").count("pl-person__name") == 0


def test_a_bad_line_keeps_what_was_pasted(cast: Cast, released: Conference, as_: As) -> None:
    response = as_("thu").post(
        reverse("conferences:delegates", kwargs={"pk": released.pk}),
        sent(text="Trần Văn An\n;không tên", seating="hall"),
    )
    assert response.status_code == 422
    assert "Trần Văn An" in response.content.decode()
    assert Delegate.objects.count() == 1


def test_a_point_must_be_chosen_for_delegates_of_a_point(cast: Cast, released: Conference, as_: As) -> None:
    add_point(conference=released, name="Hưng Thịnh", by=cast.actor("thu"), at=MONDAY)
    address = reverse("conferences:delegates", kwargs={"pk": released.pk})
    answer = as_("thu").post(address, sent(text="Trần Văn An", seating="point"))
    assert (answer.status_code, Delegate.objects.count()) == (422, 1)


def test_a_form_sent_twice_adds_one_item(cast: Cast, draft: Conference, as_: As) -> None:
    thu, data = as_("thu"), sent(title="Văn nghệ", minutes=5)
    address = reverse("conferences:add_item", kwargs={"pk": draft.pk})
    answers = [thu.post(address, data) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert draft.agenda.filter(title="Văn nghệ").count() == 1


def test_a_stale_form_comes_back_with_its_input(cast: Cast, draft: Conference, as_: As) -> None:
    thu, opening = as_("thu"), item(draft, "Khai mạc")
    address = reverse("conferences:item", kwargs={"pk": draft.pk, "item_id": opening.pk})
    assert thu.post(address, sent(title="Chào cờ", minutes=5, version=1)).status_code == 302
    answer = thu.post(address, sent(title="Văn nghệ", minutes=5, version=1))
    assert (answer.status_code, "Văn nghệ" in answer.content.decode()) == (422, True)
    opening.refresh_from_db()
    assert opening.title == "Chào cờ"


def test_the_story_tells_what_was_done_and_hides_who_read(cast: Cast, released: Conference, as_: As) -> None:
    told = text_of(as_("thu"), "story", pk=released.pk)
    assert told.count("pl-story__event") == 8  # created, five items, delegates, released


def test_the_link_of_a_screen_is_shown_once(cast: Cast, draft: Conference, as_: As) -> None:
    thu = as_("thu")
    address = reverse("conferences:screens", kwargs={"pk": draft.pk})
    answer = thu.post(address, sent(name="Chính"), follow=True).content.decode()
    link = answer.split("<code>")[1].split("</code>")[0]
    assert Client().get(link).status_code == 200
    assert link not in thu.get(address).content.decode()
