"""Nobody finds what nobody gave them: the index against a brute-force reading of the grants."""

from collections.abc import Collection

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.search.indexer import Indexer
from plenum.search.queries import search, search_visible, suggest_visible
from plenum.search.registry import Entry
from tests.search.conftest import Things, reader

pytestmark = [pytest.mark.django_db, pytest.mark.feature("D18")]

PRINCIPALS = st.frozensets(st.integers(1, 12) | st.just(2**62), max_size=4)
WORDS = ["hội", "hoi", "nghị", "kế hoạch", "412"]


@given(
    grants=st.lists(PRINCIPALS, min_size=1, max_size=12),
    readers=st.lists(PRINCIPALS, min_size=1, max_size=4),
    word=st.sampled_from(WORDS),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_door_shows_exactly_what_was_granted(
    things: Things, indexer: Indexer, grants: list[frozenset[int]], readers: list[frozenset[int]], word: str
) -> None:
    things.entries.clear()
    for number, principals in enumerate(grants):
        things.entries[number] = Entry("thing", number, sorted(principals), f"{word} {number}", word, "412", "CV/TU")
    indexer.rebuild()
    for held in readers:
        expected = {number for number, principals in enumerate(grants) if principals & held}
        assert shown(word, held) == (expected, len(expected), {"thing": len(expected)} if expected else {})
        assert {hit.id for hit in search_visible(word, by=reader(*held)).hits} == expected
        assert {hit.id for hit in suggest_visible(word, by=reader(*held), limit=50).hits} == expected
        assert shown("412-CV/TU", held)[0] == expected
        assert shown(f'"{word}"', held)[0] == expected


def shown(text: str, held: Collection[int]) -> tuple[set[int], int, dict[str, int]]:
    results = search(text, principals=held, limit=50)
    return {hit.id for hit in results.hits}, results.total, results.counts
