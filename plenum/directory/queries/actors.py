"""From a person to the actor: the posts held, the delegations in force, the principals that follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Forbidden
from plenum.directory.enums import OWN_NAME_ONLY, PrincipalKind, Role
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

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the post; a delegation never carries those that are bound to their holder's name."""
        roles = frozenset(self.position.roles)
        return roles - OWN_NAME_ONLY if self.delegation else roles

    def holds_in(self, domain: str | None) -> bool:
        """True when the capacity holds in ``domain``; one with a limited scope holds nowhere outside it."""
        return self.delegation is None or not self.delegation.scope or domain in self.delegation.scope


def in_force(at: datetime, prefix: str = "") -> Q:
    """The condition on appointments (reached through ``prefix``) that they and their posts hold at ``at``."""
    day = local_date(at)
    position = f"{prefix}position__valid_to"
    return (
        Q(**{f"{prefix}valid_from__lte": day})
        & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day}))
        & (Q(**{f"{prefix}ended_at__isnull": True}) | Q(**{f"{prefix}ended_at__gt": at}))
        & (Q(**{f"{position}__isnull": True}) | Q(**{f"{position}__gte": day}))
    )


def appointments_in_force(person_id: int, at: datetime) -> QuerySet[Appointment]:
    """The appointments of a person on the day of ``at``, main post first."""
    return (
        Appointment.objects.filter(in_force(at), person_id=person_id)
        .select_related("position__organisation", "position__unit")
        .order_by("-is_main", "position__rank", "pk")
    )


def delegations_in_force(delegate_id: int, at: datetime) -> QuerySet[Delegation]:
    """The delegations that let a person act for somebody else at ``at``; a delegator without the post gives none."""
    held = Appointment.objects.filter(
        in_force(at), person_id=OuterRef("delegator_id"), position_id=OuterRef("position_id")
    )
    return (
        Delegation.objects.filter(Exists(held), delegate_id=delegate_id, valid_from__lte=at, valid_to__gt=at)
        .filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=at))
        .filter(delegator__is_active=True)
        .select_related("position__organisation", "position__unit", "delegator")
        .order_by("pk")
    )


def capacities_of(person_id: int, at: datetime) -> list[Capacity]:
    """All posts in which the person may act at ``at``: own posts first, main post before others. Two queries."""
    own = [Capacity(a.position, is_main=a.is_main) for a in appointments_in_force(person_id, at)]
    lent = [Capacity(d.position, delegation=d) for d in delegations_in_force(person_id, at)]
    return own + lent


def actor_for(person: Person, at: datetime, chosen: str | None = None, domain: str | None = None) -> Actor:
    """The actor for ``person`` at ``at`` in the capacity ``chosen`` (see `Capacity.key`), or in the main post.

    A delegation with a limited scope gives neither roles nor principals unless ``domain`` is in its scope. A choice
    that does not hold (any more, or in this domain) falls back to the main post; a person who is not active has no
    post. Three queries.
    """
    if not person.is_active:
        return Actor(person_id=person.pk, name=person.full_name)
    capacities = [c for c in capacities_of(person.pk, at) if c.holds_in(domain)]
    principals = principals_of(person.pk, capacities)
    capacity = next((c for c in capacities if c.key == chosen), capacities[0] if capacities else None)
    if capacity is None or (capacity.delegation and capacity.key != chosen):
        return Actor(person_id=person.pk, name=person.full_name, principals=principals)
    position, delegation = capacity.position, capacity.delegation
    return Actor(
        person_id=person.pk,
        name=person.full_name,
        position_id=position.pk,
        position_title=position.title,
        organisation_id=position.organisation_id,
        unit_id=position.unit_id,
        roles=capacity.roles,
        principals=principals,
        delegation_id=delegation.pk if delegation else None,
        on_behalf_of_id=delegation.delegator_id if delegation else None,
        on_behalf_of_name=delegation.delegator.full_name if delegation else "",
    )


def actor_again(
    *, person_id: int, position_id: int | None, delegation_id: int | None, at: datetime, domain: str
) -> Actor:
    """The actor of an act that was begun before ``at``, with the rights of now.

    Raises `Forbidden` when the person has lost the post, or the delegation, in which they began.
    """
    chosen = f"d{delegation_id}" if delegation_id else f"p{position_id}"
    by = actor_for(Person.objects.get(pk=person_id), at, chosen, domain)
    if (by.position_id, by.delegation_id) != (position_id, delegation_id):
        raise Forbidden(_("You no longer hold the post in which you began this."))
    return by


def principals_of(person_id: int, capacities: Iterable[Capacity]) -> frozenset[int]:
    """The ids of every principal that a person holds through ``capacities``. One query."""
    held = list(capacities)
    positions = [c.position for c in held]
    named = (
        Q(kind=PrincipalKind.PERSON, person_id=person_id)
        | Q(kind=PrincipalKind.POSITION, position_id__in=[p.pk for p in positions])
        | Q(kind=PrincipalKind.UNIT, unit_id__in=[p.unit_id for p in positions if p.unit_id])
        | Q(kind=PrincipalKind.ORGANISATION, organisation_id__in=[p.organisation_id for p in positions])
        | Q(kind=PrincipalKind.CLERKS, organisation_id__in=_bodies_with(Role.CLERK, held))
        | Q(kind=PrincipalKind.SECRETARIES, organisation_id__in=_bodies_with(Role.CONFERENCE_SECRETARY, held))
        | Q(kind=PrincipalKind.STAND_INS, person_id__in=[c.delegation.delegator_id for c in held if c.delegation])
    )
    return frozenset(Principal.objects.filter(named).values_list("pk", flat=True))


def _bodies_with(role: Role, held: Iterable[Capacity]) -> list[int]:
    return [c.position.organisation_id for c in held if role in c.roles]
