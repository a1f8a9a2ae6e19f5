"""The holder of a post lets somebody else act in it, for a time and within a scope (O3)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.directory import rules
from plenum.directory.enums import DelegationKind, Scope
from plenum.directory.locks import lock
from plenum.directory.models import Delegation, Person, Position
from plenum.directory.queries.actors import appointments_in_force
from plenum.live.actions import revoke_person

#: A delegation is limited in time (Decree 30/2020, on signing by delegation).
LONGEST = timedelta(days=366)


@transaction.atomic
def give_delegation(
    *,
    position_id: int,
    delegate_id: int,
    kind: DelegationKind,
    scope: Collection[str],
    reason: str,
    valid_from: datetime,
    valid_to: datetime,
    by: Actor,
    at: datetime,
) -> Delegation:
    """Let ``delegate_id`` act in a post of one's own from ``valid_from`` (not before ``at``) until ``valid_to``.

    An empty ``scope`` means the whole post. It can't be passed on, and never carries roles that are bound to their
    holder's name. Raises `Forbidden` for a post one does not hold oneself, `Invalid` for a period that is over, longer
    than `LONGEST` or not one, and `Refusal` with code ``given_before`` when it overlaps the same delegation.
    """
    position = lock(Position, position_id)
    held = appointments_in_force(by.person_id, at).filter(position_id=position_id)
    rules.can_delegate.check(by, position, holds=held.exists())
    delegate = lock(Person, delegate_id)
    begin = max(valid_from, at)
    _check_terms(delegate, by, scope, begin, valid_to)
    try:
        with transaction.atomic():
            delegation = Delegation.objects.create(
                position=position,
                delegator_id=by.person_id,
                delegate=delegate,
                kind=kind,
                scope=[value for value in Scope.values if value in scope],
                reason=reason.strip(),
                valid_from=begin,
                valid_to=valid_to,
            )
    except IntegrityError as error:
        raise Refusal(
            _("This person already acts for you in this post during that time. Revoke that first."),
            code="given_before",
            field="delegate",
        ) from error
    revoke_person(delegate_id)
    record(
        "directory.delegation.given",
        by=by,
        at=at,
        target=("delegation", delegation.pk),
        payload={
            "post": position.title,
            "to": delegate.full_name,
            "scope": delegation.scope,
            "from": begin.isoformat(),
            "until": valid_to.isoformat(),
        },
        chain=position.organisation_id,
    )
    return delegation


@transaction.atomic
def revoke_delegation(*, delegation_id: int, by: Actor, at: datetime) -> Delegation:
    """End a delegation at once; raises `Refusal` with code ``already_ended`` when it is over."""
    delegation = lock(Delegation, delegation_id)
    rules.can_revoke.check(by, delegation)
    if delegation.revoked_at is not None or delegation.valid_to <= at:
        raise Refusal(_("This delegation is already over."), code="already_ended")
    delegation.revoked_at = at
    delegation.revoked_by_id = by.person_id or None
    delegation.save()
    revoke_person(delegation.delegate_id)
    record(
        "directory.delegation.revoked",
        by=by,
        at=at,
        target=("delegation", delegation.pk),
        payload={"post": delegation.position.title, "of": delegation.delegator.full_name},
        chain=delegation.position.organisation_id,
    )
    return delegation


def _check_terms(delegate: Person, by: Actor, scope: Collection[str], begin: datetime, end: datetime) -> None:
    if delegate.pk == by.person_id:
        raise Invalid(_("Choose somebody else than yourself."), code="oneself", field="delegate")
    if not delegate.is_active:
        raise Invalid(_("This person's account is closed."), code="closed", field="delegate")
    if set(scope) - set(Scope.values):
        raise Invalid(_("There is no such scope."), code="no_scope", field="scope")
    if end <= begin:
        raise Invalid(_("The end has to lie in the future, after the beginning."), code="over", field="valid_to")
    if end - begin > LONGEST:
        raise Invalid(_("A delegation lasts a year at most."), code="too_long", field="valid_to")
