"""People and their posts: who sees them, how they are found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.directory import rules
from plenum.directory.models import Appointment, Person, Position
from plenum.directory.queries.actors import in_force
from plenum.directory.queries.organisations import containing, in_force_on


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What a list of people is narrowed to; empty values narrow nothing."""

    text: str = ""
    role: str = ""
    organisation_id: int | None = None
    #: ``open``, ``closed`` or ``without_post``.
    state: str = ""


def people_visible_to(by: Actor) -> QuerySet[Person]:
    """Everybody who signs in sees the people in the directory; closed accounts are seen by administrators."""
    people = Person.objects.all()
    return people if rules.can_administer(by) else people.filter(is_active=True)


def find_people(by: Actor, wanted: PeopleFilter, at: datetime) -> QuerySet[Person]:
    """The people a person may see, narrowed, each with ``posts_now``: the appointments in force, main post first.

    Two queries for a page of any length.
    """
    posts = Appointment.objects.filter(in_force(at))
    held = posts.filter(person_id=OuterRef("pk"))
    people = people_visible_to(by).filter(containing(wanted.text))
    if wanted.role:
        people = people.filter(Exists(held.filter(position__roles__contains=[wanted.role])))
    if wanted.organisation_id is not None:
        people = people.filter(Exists(held.filter(position__organisation_id=wanted.organisation_id)))
    if wanted.state == "without_post":
        people = people.filter(~Exists(held), is_active=True)
    elif wanted.state:
        people = people.filter(is_active=wanted.state == "open")
    return people.prefetch_related(
        Prefetch(
            "appointments",
            posts.select_related("position__organisation", "position__unit").order_by(
                "-is_main", "position__rank", "pk"
            ),
            to_attr="posts_now",
        )
    )


def posts_of(organisation_id: int, at: datetime, unit_ids: Collection[int] | None = None) -> list[Position]:
    """The posts of a body in force, each with ``holders_now``; of ``unit_ids`` alone when given. Two queries."""
    posts = Position.objects.filter(in_force_on(local_date(at)), organisation_id=organisation_id)
    if unit_ids is not None:
        posts = posts.filter(unit_id__in=unit_ids)
    holders = Appointment.objects.filter(in_force(at)).select_related("person").order_by("-is_main", "pk")
    return list(posts.select_related("unit").prefetch_related(Prefetch("appointments", holders, to_attr="holders_now")))


def appointments_of(person_id: int) -> list[Appointment]:
    """All appointments of a person, past and coming too, newest first. One query."""
    return list(
        Appointment.objects.filter(person_id=person_id)
        .select_related("position__organisation", "position__unit")
        .order_by("-valid_from", "-pk")
    )


def work_together(by: Actor, person_id: int, at: datetime) -> bool:
    """True when the actor and the person hold posts in the same body at ``at``. One query."""
    bodies = Appointment.objects.filter(in_force(at), person_id=by.person_id).values("position__organisation_id")
    return Appointment.objects.filter(in_force(at), person_id=person_id, position__organisation_id__in=bodies).exists()


def open_posts(at: datetime) -> QuerySet[Position]:
    """Every post in force, for choosing one."""
    return Position.objects.filter(in_force_on(local_date(at))).select_related("organisation", "unit")


def positions_visible_to(by: Actor) -> QuerySet[Position]:
    """The posts of all bodies are open to everybody who signs in."""
    return Position.objects.select_related("organisation", "unit")


def appointments_to(position_id: int) -> list[Appointment]:
    """All appointments to a post, past and coming too, newest first. One query."""
    return list(
        Appointment.objects.filter(position_id=position_id).select_related("person").order_by("-valid_from", "-pk")
    )
