"""From a person to the actor: the posts held, the delegations in force, the principals that follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.directory.enums import PrincipalKind, Role
from plenum.directory.models import Appointment, Delegation, Person, Position, Principal


@dataclass(frozen=True, slots=True)
class Capacity:
    """One post in which a person may act now: their own, or another's by delegation."""

    position: Position
    delegation: Delegation | None = None
    is_main: bool = False

    @property
    def key(self) -> str:
        """What the session stores of the choice."""
        return f"d{self.delegation.pk}" if self.delegation else f"p{self.position.pk}"


def appointments_in_force(person_id: int, at: datetime) -> QuerySet[Appointment]:
    """The appointments of a person on the day of ``at``, main post first."""
    day = local_date(at)
    return (
        Appointment.objects.filter(person_id=person_id, valid_from__lte=day)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .filter(Q(position__valid_to__isnull=True) | Q(position__valid_to__gte=day))
        .select_related("position__organisation", "position__unit")
        .order_by("-is_main", "position__rank", "pk")
    )


def delegations_in_force(delegate_id: int, at: datetime) -> QuerySet[Delegation]:
    """The delegations that let a person act for somebody else at ``at``; a delegator without the post gives none."""
    day = local_date(at)
    held = Appointment.objects.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return (
        Delegation.objects.filter(delegate_id=delegate_id, valid_from__lte=at, valid_to__gt=at)
        .filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=at))
        .filter(delegator__is_active=True)
        .filter(position__appointments__in=held, position__appointments__person=F("delegator"))
        .select_related("position__organisation", "position__unit", "delegator")
        .order_by("pk")
        .distinct()
    )


def capacities_of(person_id: int, at: datetime) -> list[Capacity]:
    """All posts in which the person may act at ``at``: own posts first, main post before others. Two queries."""
    own = [Capacity(a.position, is_main=a.is_main) for a in appointments_in_force(person_id, at)]
    lent = [Capacity(d.position, delegation=d) for d in delegations_in_force(person_id, at)]
    return own + lent


def actor_for(person: Person, at: datetime, chosen: str | None = None) -> Actor:
    """The actor for ``person`` at ``at`` in the capacity ``chosen`` (see `Capacity.key`), or in the main post.

    A choice that is no longer in force falls back to the main post. Three queries.
    """
    capacities = capacities_of(person.pk, at)
    capacity = next((c for c in capacities if c.key == chosen), capacities[0] if capacities else None)
    principals = principals_of(person.pk, capacities)
    if capacity is None:
        return Actor(person_id=person.pk, name=person.full_name, principals=principals)
    position, delegation = capacity.position, capacity.delegation
    return Actor(
        person_id=person.pk,
        name=person.full_name,
        position_id=position.pk,
        position_title=position.title,
        organisation_id=position.organisation_id,
        unit_id=position.unit_id,
        roles=frozenset(position.roles),
        principals=principals,
        delegation_id=delegation.pk if delegation else None,
        on_behalf_of_id=delegation.delegator_id if delegation else None,
        on_behalf_of_name=delegation.delegator.full_name if delegation else "",
    )


def principals_of(person_id: int, capacities: Iterable[Capacity]) -> frozenset[int]:
    """The ids of every principal that a person holds through ``capacities``. One query."""
    positions = [c.position for c in capacities]
    named = (
        Q(kind=PrincipalKind.PERSON, person_id=person_id)
        | Q(kind=PrincipalKind.POSITION, position_id__in=[p.pk for p in positions])
        | Q(kind=PrincipalKind.UNIT, unit_id__in=[p.unit_id for p in positions if p.unit_id])
        | Q(kind=PrincipalKind.ORGANISATION, organisation_id__in=[p.organisation_id for p in positions])
        | Q(
            kind=PrincipalKind.CLERKS,
            organisation_id__in=[p.organisation_id for p in positions if Role.CLERK in p.roles],
        )
    )
    return frozenset(Principal.objects.filter(named).values_list("pk", flat=True))
