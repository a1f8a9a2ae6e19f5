import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.documents.made import registered, submitted
from tests.web.documents.conftest import As


def test_the_list_costs_the_same_for_one_line_and_for_three(cast: Cast, as_: As) -> None:
    registered(cast)
    lan, counted = as_("lan"), []
    lan.get("/documents/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page = lan.get("/documents/")
        counted.append((len(page.context["documents"]), len(queries)))
        registered(cast), registered(cast)
    assert [lines for lines, _ in counted] == [1, 3]
    assert counted[0][1] == counted[1][1] < 16


@pytest.mark.parametrize(
    "query",
    [
        "tab=x",
        "type=abc&urgency=-1&state=zzz&since=ever",
        "text=%27%3B--&after=~",
        "after=2026-13-45~1",
        "type=999999999999",
        "text=" + "a" * 900,
        "text=%00",
    ],
)
def test_a_strange_address_is_read_as_far_as_it_makes_sense(cast: Cast, as_: As, query: str) -> None:
    registered(cast)
    assert as_("lan").get(f"/documents/?{query}").status_code == 200


def test_filters_stay_in_the_form(cast: Cast, as_: As) -> None:
    document = submitted(cast, urgency=2)
    page = as_("lan").get("/documents/?text=doi+thoai&urgency=2&state=submitted&since=year")
    assert [d.pk for d in page.context["documents"]] in ([document.pk], [])
    text = page.content.decode()
    assert 'value="doi thoai"' in text
    assert '<option value="2" selected>' in text
