"""The agenda as a tree that is being changed; to be used under the conference's lock."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from plenum.conferences.enums import Direction
from plenum.conferences.models import AgendaItem, Conference
from plenum.core.errors import Invalid

#: Levels that can still be read on a phone: 1 · 1.1 · 1.1.1.
DEEPEST = 3


class Tree:
    """All items of one agenda, read once; writes only the rows that change their place."""

    def __init__(self, conference: Conference) -> None:
        items = AgendaItem.objects.filter(conference=conference).order_by("position", "pk")
        self._items = {item.pk: item for item in items}

    def children(self, parent: AgendaItem | None) -> list[AgendaItem]:
        """The items directly below ``parent``, or at the top, in order."""
        parent_id = parent.pk if parent else None
        return sorted(
            (item for item in self._items.values() if item.parent_id == parent_id), key=lambda item: item.position
        )

    def expect_room(self, parent: AgendaItem | None, *, height: int) -> None:
        """Raise `Invalid` with code ``too_deep`` when ``height`` more levels below ``parent`` are too many."""
        if len(self._path(parent)) + height > DEEPEST:
            raise Invalid(_("The agenda has three levels at most."), code="too_deep")

    def place(self, item: AgendaItem, parent: AgendaItem | None, position: int) -> None:
        """Put ``item`` below ``parent`` at ``position`` and close the gap that it leaves."""
        if any(above.pk == item.pk for above in self._path(parent)):
            raise Invalid(_("An item can't be below itself."), code="circle")
        self.expect_room(parent, height=self._height(item))
        own = self._items[item.pk]
        left = [sibling for sibling in self.children(own.parent) if sibling.pk != own.pk]
        own.parent_id = item.parent_id = parent.pk if parent else None
        joined = [sibling for sibling in self.children(parent) if sibling.pk != own.pk]
        joined.insert(max(0, min(position, len(joined))), own)
        _number(left)
        _number(joined)
        AgendaItem.objects.bulk_update({*left, *joined}, ["parent", "position"])

    def step(self, item: AgendaItem, direction: Direction) -> tuple[AgendaItem | None, int] | None:
        """Parent and position after one step, or None when there is nowhere to go."""
        own = self._items[item.pk]
        parent = self._parent(own)
        siblings = self.children(parent)
        place = siblings.index(own)
        if direction == Direction.UP:
            return (parent, place - 1) if place > 0 else None
        if direction == Direction.DOWN:
            return (parent, place + 1) if place + 1 < len(siblings) else None
        if direction == Direction.INTO:
            return (siblings[place - 1], len(self.children(siblings[place - 1]))) if place > 0 else None
        if parent is None:
            return None
        return self._parent(parent), self.children(self._parent(parent)).index(parent) + 1

    def close_gaps(self, parent: AgendaItem | None) -> None:
        """Number the items below ``parent`` from 0 again."""
        siblings = self.children(parent)
        _number(siblings)
        AgendaItem.objects.bulk_update(siblings, ["position"])

    def _parent(self, item: AgendaItem) -> AgendaItem | None:
        return self._items[item.parent_id] if item.parent_id is not None else None

    def _path(self, item: AgendaItem | None) -> list[AgendaItem]:
        path: list[AgendaItem] = []
        while item is not None:
            path.append(item)
            item = self._parent(item)
        return path

    def _height(self, item: AgendaItem) -> int:
        return 1 + max((self._height(child) for child in self.children(item)), default=0)


def _number(items: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(items):
        item.position = position
