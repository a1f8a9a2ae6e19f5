"""The declared shapes of what a conference tells its listeners.

The live state of a conference is a set of parts, each complete in itself. An event carries the parts that changed, so
the state after it is the state before it with these parts replaced; nothing has to be fetched.
"""

from collections.abc import Mapping
from typing import Final, TypedDict

from plenum.conferences.enums import Audience


class ItemState(TypedDict):
    """An agenda item as it is shown; ``number`` is empty for an internal item, ``starts_at`` is ISO 8601."""

    id: int
    number: str
    level: int
    title: str
    presenter: str
    minutes: int
    starts_at: str
    progress: str
    internal: bool


class PaperState(TypedDict):
    """A paper as it is listed; ``item`` is the item's id or None for the whole conference."""

    id: int
    item: int | None
    title: str
    pages: int
    released: bool


class HeadPart(TypedDict):
    """What the top of every page says."""

    conference: int
    state: str
    title: str
    place: str
    starts_at: str
    ends_at: str


class NowPart(TypedDict):
    """What is on now; ``item`` is None before the first item, during an internal one and after the last.

    Title and start are empty for a screen while the conference is a draft.
    """

    conference: int
    state: str
    item: ItemState | None
    title: str
    starts_at: str
    paused: bool


class CountdownPart(TypedDict):
    """A start (ISO 8601) and a length in seconds, or neither; ``offered`` is the item's planned length in seconds."""

    conference: int
    state: str
    item: int | None
    started_at: str | None
    seconds: int | None
    offered: int


class MessagePart(TypedDict):
    """A message to everybody; empty when there is none."""

    conference: int
    text: str


class AgendaPart(TypedDict):
    """The items in the order in which they are taken."""

    conference: int
    state: str
    items: list[ItemState]


class PapersPart(TypedDict):
    """The papers that the audience may read, in order; ``current`` is the id of the item that is on."""

    conference: int
    current: int | None
    number: str
    papers: list[PaperState]


class NextPart(TypedDict):
    """The one next step of the chair; ``item`` is None when the agenda is at its end.

    ``step`` goes with every button of the console, so that one made before the last step is refused.
    """

    conference: int
    state: str
    step: int
    item: ItemState | None
    begun: bool


class CountsPart(TypedDict):
    """People on the list by kind; ``heads`` counts everybody at the points, those on the list among them."""

    conference: int
    hall: int
    points: int
    heads: int
    online: int


#: Which parts of the state each audience holds.
PARTS: Final[Mapping[Audience, tuple[str, ...]]] = {
    Audience.EVERYONE: ("head", "now", "countdown", "message", "agenda", "papers"),
    Audience.SECRETARIAT: ("head", "now", "countdown", "message", "agenda", "papers", "next", "counts"),
    Audience.SCREEN: ("now", "countdown", "message"),
}
