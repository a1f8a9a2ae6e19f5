"""The list of delegates: thousands of rows, read a page at a time."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from plenum.conferences.enums import Seating
from plenum.conferences.models import Conference, ConnectionPoint, Delegate
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.core.text import fold


@dataclass(frozen=True, slots=True)
class Counts:
    """People by kind; nobody is in two of them. ``heads`` is everybody at the points, listed or not."""

    hall: int
    points: int
    heads: int
    online: int


def delegates_of(
    conference: Conference, *, words: str = "", seating: str = "", point_id: int | None = None
) -> QuerySet[Delegate]:
    """Delegates by given name; ``words`` are found without accents in name, post, body or seat, all of them."""
    found = Delegate.objects.filter(conference=conference).select_related("point").order_by("sort_key", "pk")
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    if seating:
        found = found.filter(seating=seating)
    return found.filter(point_id=point_id) if point_id else found


def delegate_of(conference: Conference, delegate_id: int) -> Delegate:
    """One delegate of this very conference; raises `Forgotten` when there is none such."""
    delegate = Delegate.objects.filter(conference=conference, pk=delegate_id).first()
    if delegate is None:
        raise Forgotten(_("There is no such delegate at this conference."))
    return delegate


def own_place(by: Actor, conference: Conference) -> Delegate | None:
    """The place of ``by`` on the list of the conference, if they are on it."""
    return Delegate.objects.filter(conference=conference, person_id=by.person_id).select_related("point").first()


def points_of(conference: Conference) -> QuerySet[ConnectionPoint]:
    """Connection points by name, each with ``listed``, the number of its delegates, and ``people``, its heads."""
    return (
        ConnectionPoint.objects.filter(conference=conference)
        .select_related("organisation")
        .annotate(listed=Count("delegates"))
        .annotate(people=Greatest(F("heads"), F("listed")))
        .order_by("sort_key", "pk")
    )


def point_of(conference: Conference, point_id: int) -> ConnectionPoint:
    """One point of this very conference; raises `Forgotten` when there is none such."""
    point = points_of(conference).filter(pk=point_id).first()
    if point is None:
        raise Forgotten(_("There is no such connection point at this conference."))
    return point


def counts_of(conference: Conference) -> Counts:
    """How many take part, by kind. Two queries.

    A delegate is in one kind only; those listed at a point are among its heads and never added to them.
    """
    listed = Delegate.objects.filter(conference=conference).aggregate(
        hall=Count("pk", filter=Q(seating=Seating.HALL)),
        online=Count("pk", filter=Q(seating=Seating.ONLINE)),
    )
    points = points_of(conference).order_by().aggregate(number=Count("pk"), heads=Coalesce(Sum("people"), 0))
    return Counts(listed["hall"], points["number"], points["heads"], listed["online"])
