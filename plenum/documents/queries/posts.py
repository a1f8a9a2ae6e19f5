"""Whom a document can be given to: posts with their holders, units with their heads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from plenum.core.clock import local_date
from plenum.directory.enums import Role
from plenum.directory.models import Appointment, Organisation, Unit
from plenum.directory.queries.actors import in_force
from plenum.documents.models import Document

#: Who may be asked for an instruction.
INSTRUCTING = (Role.LEADER.value, Role.CHIEF_OF_OFFICE.value)


@dataclass(frozen=True, slots=True)
class Post:
    """A post and who holds it now."""

    position_id: int
    title: str
    person_id: int
    name: str
    unit_id: int | None

    def __str__(self) -> str:
        return f"{self.name} – {self.title}"


def leaders_for(organisation_id: int, at: datetime) -> list[Post]:
    """The posts that may be asked for an instruction: the body's own, and those of the body it serves. One query."""
    serves = Organisation.objects.filter(pk=organisation_id, parent__isnull=False).values("parent_id")
    leaders = _held(at).filter(
        Q(position__organisation_id=organisation_id) | Q(position__organisation_id__in=serves),
        position__roles__overlap=list(INSTRUCTING),
    )
    own_first = sorted(leaders, key=lambda a: a.position.organisation_id != organisation_id)
    return [_post(appointment) for appointment in own_first]


def usual_leader(organisation_id: int) -> int | None:
    """The post to which the body's clerks gave the latest document; one query."""
    given = Document.objects.filter(organisation_id=organisation_id, submitted_to__isnull=False)
    return given.order_by("-listed_at", "-pk").values_list("submitted_to", flat=True).first()


def units_of(organisation_id: int, at: datetime) -> list[Unit]:
    """The units of a body in force at ``at``, in order. One query."""
    day = local_date(at)
    return list(
        Unit.objects.filter(organisation_id=organisation_id, valid_from__lte=day).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )
    )


def heads_of(unit_id: int, at: datetime) -> list[Post]:
    """The posts that answer for a unit. One query."""
    heads = _held(at).filter(position__unit_id=unit_id, position__roles__contains=[Role.HEAD_OF_UNIT.value])
    return [_post(appointment) for appointment in heads]


def members_of(unit_id: int, at: datetime) -> list[Post]:
    """Everybody who holds a post in a unit. One query."""
    return [_post(appointment) for appointment in _held(at).filter(position__unit_id=unit_id)]


def posts_of(organisation_id: int, at: datetime) -> list[Post]:
    """Everybody who holds a post in a body, by rank. One query."""
    return [_post(appointment) for appointment in _held(at).filter(position__organisation_id=organisation_id)]


def posts_by_id(organisation_id: int, position_ids: Collection[int], at: datetime) -> dict[int, Post]:
    """The named posts of a body, by id; without those that nobody holds. No query for no ids."""
    if not position_ids:
        return {}
    held = _held(at).filter(position__organisation_id=organisation_id, position_id__in=position_ids)
    return {appointment.position_id: _post(appointment) for appointment in held}


def _held(at: datetime) -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(in_force(at), person__is_active=True)
        .select_related("position", "person")
        .order_by("position__rank", "person__sort_key", "pk")
    )


def _post(appointment: Appointment) -> Post:
    position, person = appointment.position, appointment.person
    return Post(position.pk, position.title, person.pk, person.full_name, position.unit_id)
