"""Things that can be found: entries in a dictionary, behind the same door as every domain's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from plenum.core.actor import Actor
from plenum.search import reading, registry
from plenum.search.actions import reindex
from plenum.search.indexer import Indexer
from plenum.search.queries import search
from plenum.search.registry import Entry

EVERYBODY = 1


@dataclass
class Things:
    """A domain with one kind, ``thing``."""

    entries: dict[int, Entry] = field(default_factory=dict)
    #: Called with the ids each time the indexer loads.
    on_load: Callable[[Sequence[int]], None] = lambda ids: None

    def load(self, ids: Sequence[int]) -> list[Entry]:
        self.on_load(ids)
        return [self.entries[number] for number in ids if number in self.entries]

    def ids(self) -> list[int]:
        return sorted(self.entries)

    def put(
        self, number: int, title: str, text: str = "", *, sign: str = "", principals: Sequence[int] = (EVERYBODY,)
    ) -> None:
        """Make or change a thing and say so; ``sign`` is number and symbol as in ``412-CV/TU``."""
        bare, _, symbol = sign.partition("-")
        self.entries[number] = Entry("thing", number, list(principals), title, text, bare, symbol)
        with transaction.atomic():
            reindex("thing", number)

    def remove(self, number: int) -> None:
        del self.entries[number]
        with transaction.atomic():
            reindex("thing", number)


@pytest.fixture
def index_folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """An index folder of this test's own."""
    settings.DATA = tmp_path
    reading.close()
    yield tmp_path / "index"
    reading.close()


@pytest.fixture
def things(index_folder: Path) -> Iterator[Things]:
    made = Things()
    registry.register("thing", made.load, ids=made.ids)
    yield made
    registry.forget("thing")


@pytest.fixture
def indexer(things: Things, db: None) -> Iterator[Indexer]:
    """The keeper of the index; a test calls its steps itself."""
    with Indexer() as keeper:
        keeper.catch_up()
        yield keeper


def found(text: str, *principals: int, typing: bool = False) -> list[int]:
    """The ids of the things that ``text`` finds, best first, for everybody or for the given principals."""
    results = search(text, principals=principals or (EVERYBODY,), limit=100, typing=typing)
    return [hit.id for hit in results.hits if hit.kind == "thing"]


def reader(*principals: int) -> Actor:
    return Actor(person_id=1, name="Trần Thị Lan", principals=frozenset(principals))
