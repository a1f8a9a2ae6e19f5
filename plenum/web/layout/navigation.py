"""The rail: which places exist, who sees them, and what waits there.

A web app registers its places when it is ready::

    register(Place(name=_("Documents"), url="documents:incoming", icon="inbox", order=20, may=may_see, count=waiting))
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from plenum.core.actor import Actor

#: The largest number a counter shows; beyond it stands "99+".
CAP = 99


def everybody(_actor: Actor) -> bool:
    """Whoever is signed in."""
    return True


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail. ``count`` costs a query on each page: give it only where it changes what people do."""

    name: str | Promise
    url: str
    icon: str
    order: int
    may: Callable[[Actor], bool] = everybody
    count: Callable[[Actor], int] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as one person sees it on one page."""

    name: str
    address: str
    icon: str
    current: bool
    count: int

    @property
    def shown_count(self) -> str:
        """The counter as text; nothing when nothing waits."""
        return f"{CAP}+" if self.count > CAP else str(self.count or "")


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Put a place on the rail; the same url again replaces it."""
    _places[place.url] = place


def places() -> list[Place]:
    """All places in the order of the rail."""
    return sorted(_places.values(), key=lambda place: place.order)


def entries_for(actor: Actor, path: str) -> list[Entry]:
    """The rail of ``actor`` on the page ``path``; one query for each counter."""
    open_to = [(place, reverse(place.url)) for place in places() if place.may(actor)]
    current = max((a for _place, a in open_to if _leads_to(a, path)), key=len, default=None)
    return list(_entries(actor, open_to, current))


def _entries(actor: Actor, open_to: list[tuple[Place, str]], current: str | None) -> Iterator[Entry]:
    for place, address in open_to:
        waiting = place.count(actor) if place.count else 0
        yield Entry(str(place.name), address, place.icon, address == current, waiting)


def _leads_to(address: str, path: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))
