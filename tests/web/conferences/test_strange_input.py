"""Nothing that is typed into an address or a form makes the program fail."""

from collections.abc import Callable

import pytest
from django.test import Client

from plenum.conferences.models import Conference
from tests.cast import Cast
from tests.web.conferences.conftest import sent

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000


@pytest.mark.parametrize(
    ("address", "data"),
    [
        (f"story/?before={HUGE}", None),
        (f"delegates/?point={HUGE}", None),
        ("delegates/?words=%00", None),
        (f"papers/attach/?item={HUGE}", None),
        ("papers/attach/", {"document": HUGE}),
        ("papers/attach/", {"item": HUGE}),
        ("message/", {"text": "a\0b"}),
        ("delegates/", {"text": "a\0b", "seating": "hall"}),
        ("delegates/", {"text": '"a' + "b" * 200_000, "seating": "hall"}),
    ],
    ids=str,
)
def test_strange_input_is_answered(
    cast: Cast, running: Conference, as_: Callable[[str], Client], address: str, data: dict[str, str] | None
) -> None:
    thu, where = as_("thu"), f"/conferences/{running.pk}/{address}"
    answer = thu.get(where) if data is None else thu.post(where, sent(**data))
    assert answer.status_code in {200, 302, 404, 422}


def test_a_page_of_the_search_may_have_any_number(cast: Cast, as_: Callable[[str], Client]) -> None:
    assert as_("thu").get(f"/search/?q=a&page={HUGE}").status_code in {200, 503}
