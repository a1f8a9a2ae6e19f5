"""Writing the agenda. Every act holds the conference's lock, so the tree changes one act at a time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.conferences import rules
from plenum.conferences.broadcast import tell
from plenum.conferences.enums import Direction
from plenum.conferences.locking import expect_open, expect_version, lock_conference
from plenum.conferences.models import AgendaItem, Conference
from plenum.conferences.queries.agenda import agenda_item
from plenum.conferences.tree import Tree
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise
from plenum.search.actions import reindex

#: No item is longer than this, in minutes.
LONGEST_ITEM = 600


@transaction.atomic
def add_agenda_item(
    *,
    conference: Conference,
    title: str,
    presenter: str = "",
    minutes: int = 0,
    is_internal: bool = False,
    parent_id: int | None = None,
    by: Actor,
    at: datetime,
) -> AgendaItem:
    """Add an item at the end of the agenda, or at the end of the sub-items of ``parent_id``.

    Raises `Forgotten` when the parent is not of this conference, and `Invalid` for a title or length that is none.
    """
    conference = _lock(conference, by)
    tree = Tree(conference)
    parent = agenda_item(conference, parent_id) if parent_id is not None else None
    tree.expect_room(parent, height=1)
    item = AgendaItem(conference=conference, parent=parent, position=len(tree.children(parent)))
    _fill(item, title, presenter, minutes, is_internal)
    item.save()
    _published("added", conference, item, by=by, at=at)
    return item


@transaction.atomic
def edit_agenda_item(
    *,
    conference: Conference,
    item_id: int,
    title: str,
    presenter: str,
    minutes: int,
    is_internal: bool,
    version: int,
    by: Actor,
    at: datetime,
) -> AgendaItem:
    """Change what an item says; raises `Stale` when somebody changed it since ``version``."""
    conference = _lock(conference, by)
    item = agenda_item(conference, item_id)
    expect_version(item.version, version)
    _fill(item, title, presenter, minutes, is_internal)
    item.version += 1
    item.save()
    _published("edited", conference, item, by=by, at=at)
    return item


@transaction.atomic
def place_agenda_item(
    *, conference: Conference, item_id: int, parent_id: int | None, position: int, by: Actor, at: datetime
) -> AgendaItem:
    """Put an item, with everything below it, among the sub-items of ``parent_id`` at ``position`` (from 0).

    A position past the end means the end. Raises `Invalid` with code ``circle`` when the new parent is the item
    itself or is below it, and with code ``too_deep`` when the agenda would get more levels than can be read.
    """
    conference = _lock(conference, by)
    item = agenda_item(conference, item_id)
    parent = agenda_item(conference, parent_id) if parent_id is not None else None
    Tree(conference).place(item, parent, position)
    _published("placed", conference, item, by=by, at=at)
    return item


@transaction.atomic
def shift_agenda_item(
    *, conference: Conference, item_id: int, direction: Direction, by: Actor, at: datetime
) -> AgendaItem:
    """Move an item one step: up, down, below the item before it, or out of its parent.

    A step that leads nowhere (the first item up) changes nothing.
    """
    conference = _lock(conference, by)
    item = agenda_item(conference, item_id)
    tree = Tree(conference)
    place = tree.step(item, direction)
    if place is not None:
        tree.place(item, *place)
        _published("placed", conference, item, by=by, at=at)
    return item


@transaction.atomic
def remove_agenda_item(*, conference: Conference, item_id: int, by: Actor, at: datetime) -> None:
    """Take an item off the agenda.

    Raises a `Refusal` when it has sub-items or papers, or was already on: what happened is not taken back.
    """
    conference = _lock(conference, by)
    item = agenda_item(conference, item_id)
    if item.proceedings.exists():
        raise Refusal(_("This item was already on and stays on the agenda."), code="was_on")
    if item.children.exists():
        raise Refusal(_("This item has sub-items. Remove or move them first."), code="has_sub_items")
    if item.papers.filter(withdrawn_at=None).exists():
        raise Refusal(_("This item has papers. Withdraw them first."), code="has_papers")
    target, title, parent = item.pk, item.title, item.parent
    item.delete()
    Tree(conference).close_gaps(parent)
    reindex("conference", conference.pk)
    tell(conference, "agenda", at=at)
    _record("removed", conference, target, title, by=by, at=at)


def _lock(conference: Conference, by: Actor) -> Conference:
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    expect_open(conference)
    return conference


def _fill(item: AgendaItem, title: str, presenter: str, minutes: int, is_internal: bool) -> None:
    if not normalise(title):
        raise Invalid(_("Give the item a title."), code="no_title", field="title")
    if not 0 <= minutes <= LONGEST_ITEM:
        raise Invalid(_("An item lasts from 0 to 600 minutes."), code="bad_minutes", field="minutes")
    item.title, item.presenter = normalise(title), normalise(presenter)
    item.minutes, item.is_internal = minutes, is_internal


def _published(verb: str, conference: Conference, item: AgendaItem, *, by: Actor, at: datetime) -> None:
    reindex("conference", conference.pk)
    tell(conference, "agenda", at=at)
    _record(verb, conference, item.pk, item.title, by=by, at=at)


def _record(verb: str, conference: Conference, item_id: int, title: str, *, by: Actor, at: datetime) -> None:
    record(
        f"conferences.agenda_item.{verb}",
        by=by,
        at=at,
        target=("conference", conference.pk),
        payload={"item": item_id, "title": title},
        chain=conference.organisation_id,
    )
