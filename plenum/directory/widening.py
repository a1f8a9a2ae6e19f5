"""What each confirmed change of rights makes hold; part of `confirm_rights_change`, in its transaction."""

from datetime import datetime
from functools import singledispatch
from typing import cast

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Refusal
from plenum.directory.enums import DelegationKind, Role
from plenum.directory.models import Appointment, Delegation, Person, Position, RightsChange
from plenum.directory.queries.actors import in_force
from plenum.directory.queries.delegations import people_in_posts
from plenum.directory.sessions import end_sessions
from plenum.directory.terms import (
    AppointTerms,
    ChangeEmailTerms,
    GrantRolesTerms,
    ReactivateTerms,
    RenewSignInTerms,
    SubstituteTerms,
    Terms,
)
from plenum.live.actions import revoke_person


def widen(change: RightsChange, terms: Terms, by: Actor, at: datetime) -> None:
    """Make the change hold; raises a `Refusal` when it can't any more. The streams of who gains are asked again."""
    _widen(terms, change, at)
    if change.person_id is not None:
        revoke_person(change.person_id)


@singledispatch
def _widen(terms: Terms, change: RightsChange, at: datetime) -> None:
    raise NotImplementedError(type(terms))


@_widen.register
def _appoint(terms: AppointTerms, change: RightsChange, at: datetime) -> None:
    person, position = cast(Person, change.person), cast(Position, change.position)
    Person.objects.select_for_update().get(pk=person.pk)
    if terms.is_main:
        during = Q(valid_to__isnull=True) | Q(valid_to__gte=terms.valid_from)
        if terms.valid_to is not None:
            during &= Q(valid_from__lte=terms.valid_to)
        person.appointments.filter(during, is_main=True, ended_at__isnull=True).update(is_main=False)
    try:
        with transaction.atomic():
            Appointment.objects.create(
                person=person,
                position=position,
                is_main=terms.is_main,
                valid_from=terms.valid_from,
                valid_to=terms.valid_to,
            )
    except IntegrityError as error:
        raise Refusal(_("This person already holds the post during that time."), code="held_already") from error


@_widen.register
def _grant_roles(terms: GrantRolesTerms, change: RightsChange, at: datetime) -> None:
    position = Position.objects.select_for_update().get(pk=cast(Position, change.position).pk)
    position.roles = [role for role in Role.values if role in {*position.roles, *terms.roles}]
    position.version += 1
    position.save()
    for person_id in people_in_posts([position.pk], at):
        revoke_person(person_id)


@_widen.register
def _reactivate(terms: ReactivateTerms, change: RightsChange, at: datetime) -> None:
    Person.objects.filter(pk=cast(Person, change.person).pk).update(is_active=True, version=F("version") + 1)
    # A session that slipped in while the account was being closed must not come back to life.
    end_sessions(cast(Person, change.person).pk)


@_widen.register
def _substitute(terms: SubstituteTerms, change: RightsChange, at: datetime) -> None:
    position = cast(Position, change.position)
    if not position.appointments.filter(in_force(at), person_id=terms.delegator_id).exists():
        raise Refusal(_("The absent person does not hold this post today."), code="not_held")
    try:
        with transaction.atomic():
            Delegation.objects.create(
                position=position,
                delegator_id=terms.delegator_id,
                delegate=cast(Person, change.person),
                kind=DelegationKind.SUBSTITUTION,
                scope=list(terms.scope),
                reason=change.reason,
                valid_from=max(terms.valid_from, at),
                valid_to=terms.valid_to,
            )
    except IntegrityError as error:
        raise Refusal(_("This person already acts in the post during that time."), code="given_before") from error


@_widen.register
def _change_email(terms: ChangeEmailTerms, change: RightsChange, at: datetime) -> None:
    try:
        with transaction.atomic():
            Person.objects.filter(pk=cast(Person, change.person).pk).update(email=terms.email, version=F("version") + 1)
    except IntegrityError as error:
        raise Refusal(_("Somebody else has this e-mail address."), code="email_taken") from error


@_widen.register
def _renew_sign_in(terms: RenewSignInTerms, change: RightsChange, at: datetime) -> None:
    person = Person.objects.select_for_update().get(pk=cast(Person, change.person).pk)
    person.set_unusable_password()
    person.version += 1
    person.save()
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person.pk)
