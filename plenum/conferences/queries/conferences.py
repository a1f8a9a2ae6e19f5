"""Which conferences somebody sees."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from plenum.conferences.enums import State
from plenum.conferences.models import Conference
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.directory.enums import Role
from plenum.directory.models import Appointment, Organisation, Person
from plenum.directory.queries.actors import in_force


def conferences_visible_to(by: Actor) -> QuerySet[Conference]:
    """The conferences that ``by`` may see, newest first; the long list of principals stays in the database."""
    return (
        Conference.objects.filter(principals__overlap=list(by.principals))
        .select_related("organisation", "chair", "current_item")
        .defer("principals")
    )


def conference_visible_to(by: Actor, conference_id: int) -> Conference:
    """One conference; raises `Forgotten` when there is none that ``by`` may see."""
    conference = conferences_visible_to(by).filter(pk=conference_id).first()
    if conference is None:
        raise Forgotten(_("There is no such conference, or it is not open to you."))
    return conference


def upcoming_conferences(by: Actor) -> QuerySet[Conference]:
    """Conferences that have not been opened yet, the nearest first."""
    return conferences_visible_to(by).filter(state__in=[State.DRAFT, State.RELEASED]).order_by("starts_at", "pk")


def running_conferences(by: Actor) -> QuerySet[Conference]:
    """Conferences that are on now, the earliest opened first."""
    return conferences_visible_to(by).filter(state=State.RUNNING).order_by("opened_at", "pk")


def past_conferences(by: Actor, *, before: tuple[datetime, int] | None = None) -> QuerySet[Conference]:
    """Closed conferences, the latest first; ``before`` is start and id of the last one of the page before."""
    closed = conferences_visible_to(by).filter(state=State.CLOSED).order_by("-starts_at", "-pk")
    if before is None:
        return closed
    starts_at, pk = before
    return closed.filter(starts_at__lte=starts_at).exclude(starts_at=starts_at, pk__gte=pk)


def number_by_tab(by: Actor) -> dict[str, int]:
    """How many conferences ``by`` sees as ``upcoming``, ``running`` and ``past``. One query."""
    states = list(conferences_visible_to(by).order_by().values_list("state", flat=True))
    running, past = states.count(State.RUNNING), states.count(State.CLOSED)
    return {"upcoming": len(states) - running - past, "running": running, "past": past}


def possible_chairs(organisation_id: int, at: datetime) -> QuerySet[Person]:
    """Whom a body's conference may be chaired by: the leaders of the body and of the body above it, by rank."""
    bodies = Organisation.objects.filter(Q(pk=organisation_id) | Q(children=organisation_id))
    posts = Appointment.objects.filter(
        in_force(at), position__organisation__in=bodies, position__roles__contains=[Role.LEADER]
    )
    ranks = posts.filter(person=OuterRef("pk")).order_by("position__rank").values("position__rank")[:1]
    return Person.objects.filter(Exists(posts.filter(person=OuterRef("pk"))), is_active=True).order_by(
        Subquery(ranks), "sort_key"
    )
