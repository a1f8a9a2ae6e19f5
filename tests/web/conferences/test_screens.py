import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from plenum.conferences.models import Conference
from plenum.core.models import AnsweredRequest
from tests.cast import Cast
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
