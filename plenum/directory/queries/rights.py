"""Changes of rights: those that wait, those that were decided, and who gains by them."""

from datetime import datetime

from django.db.models import QuerySet

from plenum.core.actor import Actor
from plenum.directory import rules
from plenum.directory.enums import RightsChangeKind, RightsChangeState, Role
from plenum.directory.models import Person, RightsChange
from plenum.directory.queries.actors import in_force
from plenum.directory.queries.administrators import is_the_only_administrator


def rights_changes_visible_to(by: Actor) -> QuerySet[RightsChange]:
    """Administrators see every change of rights, newest first; nobody else sees any."""
    if not rules.can_administer(by):
        return RightsChange.objects.none()
    return RightsChange.objects.select_related(
        "person", "position__organisation", "position__unit", "proposed_by", "decided_by"
    )


def waiting_for(by: Actor) -> int:
    """How many changes wait for this administrator, who neither proposed them nor gains by them."""
    waiting = rights_changes_visible_to(by).filter(state=RightsChangeState.PROPOSED)
    return waiting.exclude(proposed_by_id=by.person_id).exclude(person_id=by.person_id).count()


def gaining_by(change: RightsChange, at: datetime) -> frozenset[int]:
    """The people whose own rights the change widens: the person, or the holders of the post that gets roles."""
    gaining = {change.person_id} if change.person_id is not None else set()
    if change.kind == RightsChangeKind.GRANT_ROLES and change.position is not None:
        gaining |= set(change.position.appointments.filter(in_force(at)).values_list("person_id", flat=True))
    return frozenset(gaining)


def confirms_alone(change: RightsChange, by: Actor, at: datetime) -> bool:
    """True for the one exception: the appointment of a second administrator while only the actor ever was one."""
    return (
        change.kind == RightsChangeKind.APPOINT
        and change.position is not None
        and Role.ADMINISTRATOR in change.position.roles
        and change.person_id != by.person_id
        and not RightsChange.objects.filter(is_bootstrap=True).exists()
        and is_the_only_administrator(by.person_id, at)
    )


def one_hand(change: RightsChange, by: Actor) -> bool:
    """True when the proposer gave ``by`` the first sign-in or the other way round: one of them could be the other.

    The second administrator of the first start is excepted, since nobody else could have given them theirs.
    """
    pair = {change.proposed_by_id, by.person_id}
    handed = Person.objects.filter(pk__in=pair, sign_in_handed_by__in=pair)
    return handed.exclude(rights_changes__is_bootstrap=True).exists()
