"""The way of one paper into the search: found by its readers, by number, abstract and words, and by nobody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from plenum.search import reading
from plenum.search.indexer import Indexer
from tests.cast import Cast
from tests.documents.made import assigned, in_work, load_types, registered

pytestmark = [pytest.mark.django_db, pytest.mark.feature("D18")]

QUESTIONS = (
    "77",
    "77-CV/TU",
    "77 cv tu",
    "chuyển đổi số",
    "chuyen doi so",
    "hội trường lớn",
    "HOI TRUONG LON",
    '"hội trường"',
)
CARD: dict[str, Any] = {"written": "77-CV/TU", "abstract": "Về việc đẩy mạnh chuyển đổi số"}


@pytest.fixture
def indexer(cast: Cast, settings: Settings, tmp_path: Path) -> Iterator[Indexer]:
    load_types()
    settings.DATA = tmp_path
    reading.close()
    with Indexer() as keeper:
        keeper.catch_up()
        yield keeper
    reading.close()


def finders(cast: Cast, question: str, address: str) -> set[str]:
    """Who of the cast is led to ``address`` by the search page."""
    found = set()
    for name in ("lan", "minh", "hoa", "nam", "dung", "an", "binh", "phuc"):
        client = Client()
        client.force_login(getattr(cast, name), backend="allauth.account.auth_backends.AuthenticationBackend")
        fragment = client.get("/search/", {"q": question}, headers={"HX-Request": "true"}).content.decode()
        if f'href="{address}"' in fragment:
            found.add(name)
    return found


def test_a_registered_paper_is_found_by_the_clerk_in_every_way(cast: Cast, indexer: Indexer) -> None:
    document = registered(cast, content="Họp tại Hội trường lớn của tỉnh.", **CARD)
    assert indexer.catch_up() == 1
    for question in QUESTIONS:
        assert (question, finders(cast, question, f"/documents/{document.pk}/")) == (question, {"lan"})


def test_whoever_is_given_the_paper_finds_it_from_then_on(cast: Cast, indexer: Indexer) -> None:
    document = assigned(cast, **CARD)
    indexer.catch_up()
    before = finders(cast, "chuyen doi so", f"/documents/{document.pk}/")
    other = in_work(cast, abstract="Về việc tổng kết phong trào")
    indexer.catch_up()
    assert before == {"lan", "minh", "hoa"}
    assert finders(cast, "tổng kết", f"/documents/{other.pk}/") == {"lan", "minh", "hoa", "nam"}
