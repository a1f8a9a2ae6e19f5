"""Connection points."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.conferences import rules
from plenum.conferences.broadcast import tell
from plenum.conferences.locking import expect_open, lock_conference
from plenum.conferences.models import Conference, ConnectionPoint
from plenum.conferences.queries.delegates import point_of
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise, sort_key
from plenum.directory.models import Organisation

#: No hall is larger.
MOST_HEADS = 100_000


@transaction.atomic
def add_point(
    *,
    conference: Conference,
    name: str,
    place: str = "",
    heads: int = 0,
    organisation_id: int | None = None,
    by: Actor,
    at: datetime,
) -> ConnectionPoint:
    """Join a hall elsewhere; raises `Invalid` with code ``point_twice`` when the name is taken."""
    conference = _lock(conference, by)
    if not normalise(name):
        raise Invalid(_("Give the connection point a name."), code="no_name", field="name")
    if conference.points.filter(name=normalise(name)).exists():
        raise Invalid(_("There is a connection point of this name already."), code="point_twice", field="name")
    if organisation_id is not None and not Organisation.objects.filter(pk=organisation_id).exists():
        raise Invalid(_("There is no such body."), code="no_such_body", field="organisation")
    _expect_heads(heads)
    point = ConnectionPoint.objects.create(
        conference=conference,
        name=normalise(name),
        place=normalise(place),
        heads=heads,
        organisation_id=organisation_id,
        sort_key=sort_key(normalise(name)),
    )
    _told("added", conference, point, by=by, at=at)
    return point


@transaction.atomic
def report_heads(*, conference: Conference, point_id: int, heads: int, by: Actor, at: datetime) -> ConnectionPoint:
    """Set how many people are at a point, those on the list of delegates among them."""
    conference = _lock(conference, by)
    point = point_of(conference, point_id)
    _expect_heads(heads)
    point.heads = heads
    point.save(update_fields=["heads"])
    _told("heads_reported", conference, point, by=by, at=at)
    return point


@transaction.atomic
def remove_point(*, conference: Conference, point_id: int, by: Actor, at: datetime) -> None:
    """Take a point away; raises a `Refusal` with code ``has_delegates`` while somebody is listed there."""
    conference = _lock(conference, by)
    point = point_of(conference, point_id)
    if point.delegates.exists():
        raise Refusal(_("Delegates are listed at this point. Remove them from the list first."), code="has_delegates")
    gone = ConnectionPoint(pk=point.pk, name=point.name, heads=point.heads)
    point.delete()
    _told("removed", conference, gone, by=by, at=at)


def _lock(conference: Conference, by: Actor) -> Conference:
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    expect_open(conference)
    return conference


def _expect_heads(heads: int) -> None:
    if not 0 <= heads <= MOST_HEADS:
        raise Invalid(_("The number of people must be from 0 to 100,000."), code="bad_heads", field="heads")


def _told(verb: str, conference: Conference, point: ConnectionPoint, *, by: Actor, at: datetime) -> None:
    tell(conference, "counts", at=at)
    record(
        f"conferences.point.{verb}",
        by=by,
        at=at,
        target=("conference", conference.pk),
        payload={"point": point.pk, "name": point.name, "heads": point.heads},
        chain=conference.organisation_id,
    )
