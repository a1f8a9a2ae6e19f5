import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenum.core.clock import now
from tests.cast import Cast
from tests.documents.made import done, in_work, submitted, waiting
from tests.web.documents.conftest import As, as_, cast  # noqa: F401


@pytest.mark.feature("D20")
def test_the_desk_greets_counts_and_offers_the_next_act(cast: Cast, as_: As) -> None:  # noqa: F811
    document = submitted(cast, at=now())
    submitted(cast, at=now())
    page = as_("minh").get("/")
    text = page.content.decode()
    assert "2 documents wait for you" in text
    assert f'href="/documents/{document.pk}/instruct/"' in text
    assert {tab.value: tab.count for tab in page.context["tabs"]} == {
        "waiting": 2,
        "soon": 0,
        "followed": 0,
        "information": 0,
        "done": 0,
    }


@pytest.mark.feature("D20")
@pytest.mark.parametrize("tab", ["waiting", "soon", "followed", "information", "done"])
def test_an_empty_desk_says_what_will_be_there_and_where_to_go(cast: Cast, as_: As, tab: str) -> None:  # noqa: F811
    text = as_("dung").get(f"/?tab={tab}").content.decode()
    assert 'class="pl-empty' in text
    assert "pl-empty__actions" in text


def test_the_clerk_begins_with_registering(cast: Cast, as_: As) -> None:  # noqa: F811
    assert "/documents/register/" in as_("lan").get("/").content.decode()
    assert "/documents/register/" not in as_("nam").get("/").content.decode()


def test_the_desk_costs_the_same_for_one_line_and_for_three(cast: Cast, as_: As) -> None:  # noqa: F811
    minh, counted = as_("minh"), []
    submitted(cast)
    minh.get("/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page = minh.get("/")
        counted.append((len(page.context["rows"]), len(queries)))
        submitted(cast), submitted(cast)
    assert [lines for lines, _ in counted] == [1, 3]
    assert counted[0][1] == counted[1][1] < 28


def test_the_panel_shows_one_document_to_those_who_may_see_it(cast: Cast, as_: As) -> None:  # noqa: F811
    document = in_work(cast)
    answers = {name: as_(name).get(f"/desk/{document.pk}/").status_code for name in ("nam", "minh", "dung", "binh")}
    assert answers == {"nam": 200, "minh": 200, "dung": 404, "binh": 404}


def test_a_closed_document_reaches_the_leader_for_information(cast: Cast, as_: As) -> None:  # noqa: F811
    document, minh = done(cast), as_("minh")
    told = minh.get("/?tab=information")
    assert [(row.document.pk, row.is_unread) for row in told.context["rows"]] == [(document.pk, True)]
    minh.get(f"/documents/{document.pk}/")
    assert {t.value: t.count for t in minh.get("/").context["tabs"]}["information"] == 0


def test_an_unregistered_file_leads_to_its_card(cast: Cast, as_: As) -> None:  # noqa: F811
    document = waiting(cast, at=now())
    assert f'data-href="/documents/register/{document.pk}/"' in as_("lan").get("/").content.decode()
