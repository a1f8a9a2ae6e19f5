"""The search page, with documents of the tests' own behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from plenum.directory.actions.principals import principal_of_clerks, principal_of_person
from plenum.search import reading, registry
from plenum.search.indexer import Indexer
from plenum.search.registry import Entry
from plenum.web.home.finds import sign_of
from tests.cast import MONDAY, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.feature("D18")]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def documents(
    cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[int, Entry]]:
    """Twenty-five papers for the Office's clerks and one for Nam; an index of this test's own."""
    settings.DATA = tmp_path
    clerks, nam = principal_of_clerks(cast.office.pk), principal_of_person(cast.nam.pk)
    entries = {
        number: Entry(
            "document",
            number,
            [clerks],
            f"Về <chuyển đổi số> lần {number}",
            "Toàn tỉnh họp",
            str(number),
            "CV/TU",
            MONDAY,
        )
        for number in range(1, 26)
    }
    entries[99] = Entry("document", 99, [nam], "Chuyển đổi riêng", "", "99", "QĐ-UBND")
    monkeypatch.setattr(registry, "_kinds", {})
    registry.register("document", lambda ids: [entries[one] for one in ids if one in entries], ids=lambda: entries)
    reading.close()
    with Indexer() as indexer:
        indexer.catch_up()
        yield entries
    reading.close()


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name), backend=BACKEND)
    return client


def page(client: Client, path: str = "/search/", **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_clerk_finds_what_the_clerks_may_see_and_nothing_else(cast: Cast, documents: dict[int, Entry]) -> None:
    shown = page(signed_in(cast, "lan"), q="chuyen doi")
    assert shown.count("data-open") == 20
    assert "/documents/99/" not in shown
    assert "<mark>chuyển</mark>" in shown
    assert "<chuyển" not in shown


@pytest.mark.parametrize("name", ["binh", "dung", "an"])
def test_others_find_nothing_not_even_a_count(cast: Cast, documents: dict[int, Entry], name: str) -> None:
    client = signed_in(cast, name)
    for query in ({"q": "chuyển đổi"}, {"q": "7"}, {"q": "7-CV/TU"}, {"q": "chuyển đổi", "kind": "document"}):
        assert "data-open" not in page(client, **query)
        fragment = client.get("/search/", query, headers={"HX-Request": "true"}).content.decode()
        assert "pl-empty" in fragment
        assert "/documents/" not in fragment
        assert "pl-count" not in fragment
    assert page(client, "/search/suggest/", q="chu").strip() == ""


def test_a_right_taken_away_hides_the_hit_before_the_index_follows(cast: Cast, documents: dict[int, Entry]) -> None:
    client = signed_in(cast, "nam")
    assert "/documents/99/" in page(client, q="riêng")
    documents[99] = Entry("document", 99, [10**9], "Chuyển đổi riêng", "")
    shown = page(client, q="riêng")
    assert "/documents/99/" not in shown
    assert "riêng</a>" not in shown
    assert "/documents/99/" not in page(client, "/search/suggest/", q="riê")


def test_pages_follow_each_other(cast: Cast, documents: dict[int, Entry]) -> None:
    client = signed_in(cast, "lan")
    first, second = (page(client, q="chuyển đổi số", page=number) for number in ("1", "2"))
    assert ("1–20 / 25" in first, "21–25 / 25" in second) == (True, True)
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999", "²"])
def test_a_page_that_does_not_exist_is_no_error(cast: Cast, documents: dict[int, Entry], number: str) -> None:
    page(signed_in(cast, "lan"), q="chuyển đổi", page=number)


def test_typing_exchanges_the_results_alone(cast: Cast, documents: dict[int, Entry]) -> None:
    response = signed_in(cast, "lan").get("/search/", {"q": "chuyển đ", "typing": "1"}, headers={"HX-Request": "true"})
    shown = response.content.decode()
    assert shown.lstrip().startswith('<div class="pl-stack home-results" id="results">')
    assert shown.count("data-open") == 20


def test_suggestions_lead_to_the_thing_and_to_all_results(cast: Cast, documents: dict[int, Entry]) -> None:
    shown = page(signed_in(cast, "nam"), "/search/suggest/", q="chuy")
    assert shown.count("<li>") == 2
    assert '<a href="/documents/99/">' in shown
    assert "<b>99/QĐ-UBND</b>" in shown
    assert '<a href="/search/?q=chuy">' in shown


def test_the_page_says_what_it_can_do_what_it_did_not_find_and_when_it_can_not_work(
    cast: Cast, documents: dict[int, Entry], settings: Settings, tmp_path: Path
) -> None:
    client = signed_in(cast, "lan")
    client.cookies["django_language"] = "en"
    assert "pl-empty" in page(client)
    assert "pl-empty" in page(client, q="không có gì như thế")
    settings.DATA = tmp_path / "elsewhere"
    response = client.get("/search/", {"q": "chuyển đổi"})
    assert response.status_code == 503
    assert "pl-notice" in response.content.decode()
    assert page(client, "/search/suggest/", q="chuyển").strip() == ""


def test_searching_costs_the_same_queries_for_one_hit_and_for_twenty(cast: Cast, documents: dict[int, Entry]) -> None:
    client, counts = signed_in(cast, "lan"), []
    page(client)
    for asked in ("7-CV/TU", "chuyển đổi"):
        with CaptureQueriesContext(connection) as queries:
            page(client, q=asked)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("number", "symbol", "sign"),
    [
        ("412", "CV/TU", "412-CV/TU"),
        ("15", "QĐ-BNV", "15/QĐ-BNV"),
        ("412", "412-CV/TU", "412-CV/TU"),
        ("", "CV/TU", "CV/TU"),
        ("7", "", "7"),
    ],
)
def test_number_and_symbol_stand_as_on_the_document(number: str, symbol: str, sign: str) -> None:
    assert sign_of(number, symbol) == sign
