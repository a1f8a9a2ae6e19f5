"""The agenda as it is read: numbered, timed, in the order in which it is taken."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from plenum.conferences.enums import Progress
from plenum.conferences.models import AgendaItem, Conference, Proceeding
from plenum.core.errors import Forgotten

Tree = Mapping[int | None, Sequence[AgendaItem]]


@dataclass(frozen=True, slots=True)
class Line:
    """An agenda item in its place.

    ``number`` counts public items only (``2.1``) and is empty for an internal one, so that it betrays nothing.
    ``starts_at`` is the planned time: the conference's start and the minutes of everything before. ``minutes`` are
    those of the item with all below it. ``level`` is 0 at the top.
    """

    item: AgendaItem
    number: str
    level: int
    internal: bool
    starts_at: datetime
    minutes: int
    progress: Progress


def agenda_of(conference: Conference) -> list[Line]:
    """The whole agenda in the order in which it is taken. Two queries."""
    done = Proceeding.objects.filter(conference=conference, ended_at__isnull=False).values_list("item_id", flat=True)
    return lines_of(
        AgendaItem.objects.filter(conference=conference).order_by("position", "pk"),
        starts_at=conference.starts_at,
        current=conference.current_item_id,
        done=set(done),
    )


def public(lines: Iterable[Line]) -> list[Line]:
    """The lines that everyone may see."""
    return [line for line in lines if not line.internal]


def agenda_item(conference: Conference, item_id: int) -> AgendaItem:
    """One item of this very conference; raises `Forgotten` for an item of another one."""
    item = AgendaItem.objects.filter(conference=conference, pk=item_id).first()
    if item is None:
        raise Forgotten(_("This item is not on the agenda of the conference. Reload the page."), code="no_such_item")
    return item


def next_line(lines: Sequence[Line], current: int | None) -> Line | None:
    """The line after the current one; the first line before anything is on; None at the end."""
    place = next((place for place, line in enumerate(lines) if line.item.pk == current), -1)
    return lines[place + 1] if place + 1 < len(lines) else None


def lines_of(
    items: Iterable[AgendaItem], *, starts_at: datetime, current: int | None, done: Collection[int]
) -> list[Line]:
    """Put items, sorted by position, into the order in which they are taken."""
    lines: list[Line] = []
    clock, following = starts_at, current is None
    for item, number, level, internal, minutes in _walk(_tree_of(items), None):
        if item.pk == current:
            progress = Progress.NOW
        elif following:
            progress = Progress.NEXT
        else:
            progress = Progress.DONE if item.pk in done else Progress.LATER
        following = item.pk == current
        lines.append(Line(item, number, level, internal, clock, minutes, progress))
        clock += timedelta(minutes=item.minutes)
    return lines


def _tree_of(items: Iterable[AgendaItem]) -> Tree:
    tree: dict[int | None, list[AgendaItem]] = {}
    for item in items:
        tree.setdefault(item.parent_id, []).append(item)
    return tree


def _walk(
    tree: Tree, parent: int | None, prefix: str = "", level: int = 0, inside_internal: bool = False
) -> Iterator[tuple[AgendaItem, str, int, bool, int]]:
    count = 0
    for item in tree.get(parent, ()):
        internal = inside_internal or item.is_internal
        count += not internal
        number = "" if internal else f"{prefix}{count}"
        yield item, number, level, internal, _minutes(tree, item)
        yield from _walk(tree, item.pk, f"{number}.", level + 1, internal)


def _minutes(tree: Tree, item: AgendaItem) -> int:
    return item.minutes + sum(_minutes(tree, child) for child in tree.get(item.pk, ()))
