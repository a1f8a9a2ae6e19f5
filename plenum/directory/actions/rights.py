"""A change of rights waits for a second administrator (F3.c): proposed, then confirmed, refused or withdrawn.

What widens somebody's rights goes through here; what takes rights away acts at once (`people`, `positions`,
`delegations`). The one exception: the first administrator, while nobody else ever was one, confirms the
appointment of the second administrator alone, once; the database keeps it to once.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.audit.canonical import JSON
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.directory import rules
from plenum.directory.enums import RightsChangeKind, RightsChangeState
from plenum.directory.locks import lock, lock_rights
from plenum.directory.models import Person, Position, RightsChange
from plenum.directory.queries.rights import confirms_alone, gaining_by, one_hand
from plenum.directory.states import RIGHTS_CHANGE
from plenum.directory.terms import Terms, terms_of
from plenum.directory.widening import widen


@transaction.atomic
def propose_rights_change(
    *,
    kind: RightsChangeKind,
    person_id: int | None = None,
    position_id: int | None = None,
    terms: Mapping[str, object],
    reason: str,
    by: Actor,
    at: datetime,
) -> RightsChange:
    """Propose to widen somebody's rights; nothing holds before another administrator confirms it.

    ``terms`` are those of the kind (`plenum.directory.terms`). Raises `Invalid` for terms that make no sense and
    `Refusal` with code ``waits_already`` when the same is proposed and undecided.
    """
    rules.can_administer.check(by)
    person = lock(Person, person_id) if person_id is not None else None
    position = lock(Position, position_id) if position_id is not None else None
    wanted = terms_of(kind, terms)
    wanted.check(person, position, at)
    if not reason.strip():
        raise Invalid(_("Say why, so that the second administrator can judge it."), code="no_reason", field="reason")
    change = _save_once(
        RightsChange(
            kind=kind,
            person=person,
            position=position,
            terms=wanted.stored(),
            reason=reason.strip(),
            proposed_by_id=by.person_id,
            proposed_at=at,
        )
    )
    record("directory.rights_change.proposed", by=by, at=at, target=("rights_change", change.pk), payload=_told(change))
    return change


@transaction.atomic
def confirm_rights_change(*, change_id: int, by: Actor, at: datetime) -> RightsChange:
    """Confirm a change as the second administrator: it holds from now on.

    Raises `Forbidden` to the proposer and to the one who gains, `Refusal` with code ``out_of_order`` when it is
    decided already, and `Refusal` when it can't hold any more (the post was closed, the account was closed).
    """
    lock_rights()
    change = lock(RightsChange, change_id)
    alone = confirms_alone(change, by, at)
    rules.can_decide.check(by, change, gaining=gaining_by(change, at), alone=alone, one_hand=one_hand(change, by))
    change.state = RIGHTS_CHANGE.next("confirm_rights_change", RightsChangeState(change.state))
    change.is_bootstrap = alone and by.person_id == change.proposed_by_id
    change.decided_by_id, change.decided_at = by.person_id, at
    terms = _terms(change)
    terms.check(change.person, change.position, at)
    widen(change, terms, by, at)
    _save_decision(change)
    record(
        "directory.rights_change.confirmed", by=by, at=at, target=("rights_change", change.pk), payload=_told(change)
    )
    return change


@transaction.atomic
def refuse_rights_change(*, change_id: int, reason: str, by: Actor, at: datetime) -> RightsChange:
    """Refuse a change as the second administrator, with a reason; nothing of it ever holds."""
    change = lock(RightsChange, change_id)
    rules.can_decide.check(by, change)
    return _end(change, "refuse_rights_change", reason, by, at)


@transaction.atomic
def withdraw_rights_change(*, change_id: int, reason: str, by: Actor, at: datetime) -> RightsChange:
    """Take one's own proposal back while it waits, with a reason."""
    change = lock(RightsChange, change_id)
    rules.can_withdraw.check(by, change)
    return _end(change, "withdraw_rights_change", reason, by, at)


def _end(change: RightsChange, act: str, reason: str, by: Actor, at: datetime) -> RightsChange:
    change.state = RIGHTS_CHANGE.next(act, RightsChangeState(change.state))
    if not reason.strip():
        raise Invalid(_("Say why, so that it can be understood later."), code="no_reason", field="reason")
    change.decided_by_id, change.decided_at, change.decision_reason = by.person_id, at, reason.strip()
    change.save()
    record(
        f"directory.rights_change.{change.state}",
        by=by,
        at=at,
        target=("rights_change", change.pk),
        payload={**_told(change), "reason": change.decision_reason},
    )
    return change


def _terms(change: RightsChange) -> Terms:
    return terms_of(RightsChangeKind(change.kind), change.terms)


def _save_once(change: RightsChange) -> RightsChange:
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise Refusal(_("The same change already waits for confirmation."), code="waits_already") from error
    return change


def _save_decision(change: RightsChange) -> None:
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise Refusal(_("Another administrator has to confirm this."), code="two_persons") from error


def _told(change: RightsChange) -> dict[str, JSON]:
    return {
        "kind": change.kind,
        "person": change.person.full_name if change.person else "",
        "post": change.position.title if change.position else "",
        "terms": change.terms,
        "reason": change.reason,
    }
