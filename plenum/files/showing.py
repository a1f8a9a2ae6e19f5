"""What shows files: each domain registers its kinds of things when the application starts; files knows no domain.

An incident asks every kind to withdraw what shows a file, to give it back, or to let go of it for good.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from plenum.core.actor import Actor
from plenum.files.models import Incident


@dataclass(frozen=True, slots=True)
class Place:
    """A thing that showed a frozen file. ``label`` names it without anything of its content."""

    object_id: int
    label: str
    organisation_id: int
    #: The principals who could see it.
    holders: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Named:
    """A file of a thing, as its page names it."""

    blob_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened or took a file."""

    at: datetime
    who: str
    post: str
    downloaded: bool
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that shows files, and how its domain answers for it.

    ``files`` gives the files of one thing that an actor may see, and raises `Forgotten` for any other. ``freeze``
    withdraws every thing that shows one of the blobs, in the transaction that freezes them, ``restore`` gives back
    exactly what the incident withdrew, ``withdraw`` leaves a stub without a word of the content. ``openings`` tells
    who has opened the named things.
    """

    name: str
    files: Callable[[Actor, int], Sequence[Named]]
    freeze: Callable[[Incident, Sequence[int], datetime], Sequence[Place]]
    restore: Callable[[Incident, Sequence[int], datetime], None]
    withdraw: Callable[[Incident, Sequence[int], Actor, datetime], None]
    openings: Callable[[Sequence[int]], Sequence[Opening]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let a kind of thing take part in incidents; raises `ValueError` when its name is taken."""
    if _kinds.get(kind.name, kind) is not kind:
        raise ValueError(f"{kind.name} is already registered.")
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    """All kinds, in the order of their names: incidents lock things in this order."""
    return [_kinds[name] for name in sorted(_kinds)]


def kind_of(name: str) -> Kind | None:
    """The kind of this name, or None."""
    return _kinds.get(name)
