import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from plenum.conferences.actions.preparation import release_conference
from plenum.conferences.actions.screens import add_screen
from plenum.conferences.enums import Audience, State
from plenum.conferences.models import Conference
from plenum.conferences.queries.audiences import audiences_of
from plenum.conferences.queries.live_state import live_state
from plenum.core.clock import now
from plenum.core.models import AnsweredRequest
from plenum.live.registry import Viewer
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_released
from tests.web.conferences.conftest import sent

pytestmark = [pytest.mark.django_db, pytest.mark.feature("C14")]


def test_the_link_of_a_screen_is_shown_once_and_kept_nowhere(
    cast: Cast, released: Conference, as_: Callable[[str], Client]
) -> None:
    thu, other = as_("thu"), a_released(cast)
    address = reverse("conferences:screens", kwargs={"pk": released.pk})
    form = sent(name="Màn hình chính")
    answer = thu.post(address, form)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    elsewhere = thu.get(reverse("conferences:screens", kwargs={"pk": other.pk})).content.decode()
    shown = thu.get(address)
    token = re.findall(r"/conferences/screen/([^/\"]+)/", shown.content.decode())[0]
    again = thu.post(address, form)
    assert ("no-store" in shown.headers["Cache-Control"], "/conferences/screen/" in elsewhere) == (True, False)
    assert [token in page.content.decode() for page in (answer, again, thu.get(address))] == [False] * 3
    assert [token.encode() in bytes(kept.body) for kept in AnsweredRequest.objects.all()] == [False]
    assert [token in str(kept.get_decoded()) for kept in Session.objects.all()] == [False]
    assert Client().get(reverse("conferences:screen", kwargs={"token": token})).status_code == 200


def test_a_screen_of_a_draft_waits_for_the_release(cast: Cast, draft: Conference) -> None:
    token = add_screen(conference=draft, name="Chính", by=cast.actor("thu"), at=MONDAY).token
    page = Client().get(reverse("conferences:screen", kwargs={"token": token})).content.decode()
    state = json.dumps(live_state(draft.pk, Audience.SCREEN), ensure_ascii=False)
    told = (draft.title, draft.place, "Cải cách", draft.starts_at.isoformat())
    assert ([word in page for word in told], [word in state for word in told]) == ([False] * 4, [False] * 4)
    assert "Màn hình đã kết nối" in page
    release_conference(conference=draft, by=cast.actor("thu"), at=MONDAY)
    after = Client().get(reverse("conferences:screen", kwargs={"token": token})).content.decode()
    assert (draft.title in after, draft.place in after, "Màn hình đã kết nối" in after) == (True, True, False)


@pytest.mark.parametrize(("hours", "status", "number"), [(11, 200, 2), (13, 404, 0)])
def test_a_link_opens_nothing_twelve_hours_after_the_close(
    cast: Cast, released: Conference, hours: int, status: int, number: int
) -> None:
    token = add_screen(conference=released, name="Chính", by=cast.actor("thu"), at=MONDAY).token
    closed_at = now() - timedelta(hours=hours)
    Conference.objects.update(state=State.CLOSED, opened_at=closed_at, closed_at=closed_at)
    assert Client().get(reverse("conferences:screen", kwargs={"token": token})).status_code == status
    assert len(audiences_of(released.pk, Viewer(device=token))) == number
