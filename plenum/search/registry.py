"""What can be found: each domain registers its kinds in ``AppConfig.ready``; search itself knows no domain."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from plenum.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of one thing: who may see it, and the words it is found by.

    ``number`` is the bare number ("412"), ``symbol`` what follows it ("CV/TU") or the whole sign ("412-CV/TU"):
    both ways are found.
    """

    kind: str
    id: int
    principals: Sequence[int]
    title: str
    text: str
    number: str = ""
    symbol: str = ""
    at: datetime | None = None


Load = Callable[[Sequence[int]], Iterable[Entry]]
Ids = Callable[[], Iterable[int]]
Visible = Callable[[Actor, Sequence[int]], "set[int]"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing and how its domain answers for it."""

    name: str
    load: Load
    ids: Ids | None
    _visible: Visible | None

    def visible(self, by: Actor, ids: Sequence[int]) -> set[int]:
        """Those of ``ids`` that ``by`` may see at this moment, asked of the domain and not of the index."""
        if self._visible is not None:
            return self._visible(by, ids)
        return {entry.id for entry in self.load(ids) if not by.principals.isdisjoint(entry.principals)}


_kinds: dict[str, Kind] = {}


def register(kind: str, load: Load, *, ids: Ids | None = None, visible: Visible | None = None) -> None:
    """Let things of ``kind`` be found.

    ``load`` gives the entries of the ids that still exist, in any order; what it leaves out is taken out of the index.
    ``ids`` gives every id there is, for making the index anew; a kind without it is found only after its next change.
    ``visible`` gives those of some ids that an actor may see: pages ask it before they show a hit. Without it the
    principals of freshly loaded entries decide.

    Raises `ValueError` when the kind is already taken.
    """
    if kind in _kinds:
        raise ValueError(f"{kind} is already registered with the search.")
    if not kind.isidentifier():
        raise ValueError(f"{kind!r} is not a name of a kind.")
    _kinds[kind] = Kind(kind, load, ids, visible)


def forget(kind: str) -> None:
    """Take a kind out again; for tests."""
    del _kinds[kind]


def kind_of(name: str) -> Kind | None:
    """The kind called ``name``, or None when no domain registered it."""
    return _kinds.get(name)


def kinds() -> list[Kind]:
    """All kinds, in the order of their names."""
    return [_kinds[name] for name in sorted(_kinds)]
