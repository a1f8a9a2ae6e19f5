"""Posts are opened, corrected and closed; taking roles away acts at once, giving more waits (`rights`)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise
from plenum.directory import rules
from plenum.directory.enums import Role
from plenum.directory.locks import lock, lock_rights
from plenum.directory.models import Appointment, Organisation, Position, Unit
from plenum.directory.periods import end_appointments, end_posts
from plenum.directory.queries.administrators import administrations
from plenum.directory.queries.delegations import people_in_posts
from plenum.live.actions import revoke_person


@transaction.atomic
def open_position(
    *,
    organisation_id: int,
    unit_id: int | None,
    title: str,
    roles: Collection[str],
    rank: int,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> Position:
    """Open a post; nobody has rights by it before an appointment is confirmed.

    Raises `Invalid` when the unit belongs to another body or a role does not exist.
    """
    rules.can_administer.check(by)
    organisation = lock(Organisation, organisation_id)
    if unit_id is not None and lock(Unit, unit_id).organisation_id != organisation_id:
        raise Invalid(_("That unit belongs to another body."), code="another_body", field="unit")
    if organisation.valid_to is not None:
        raise Refusal(_("This body is already closed."), code="already_closed")
    position = Position.objects.create(
        organisation=organisation,
        unit_id=unit_id,
        title=normalise(title),
        roles=_in_order(roles),
        rank=rank,
        valid_from=valid_from,
    )
    record(
        "directory.position.opened",
        by=by,
        at=at,
        target=("position", position.pk),
        payload={"title": position.title, "roles": position.roles, "body": organisation.name},
        chain=organisation_id,
    )
    return position


@transaction.atomic
def edit_position(*, position_id: int, title: str, rank: int, version: int, by: Actor, at: datetime) -> Position:
    """Correct a post's title and place in the list; its roles change by `withdraw_roles` and by `rights`."""
    rules.can_administer.check(by)
    position = lock(Position, position_id, version)
    before = position.title
    position.title, position.rank, position.version = normalise(title), rank, position.version + 1
    position.save()
    record(
        "directory.position.edited",
        by=by,
        at=at,
        target=("position", position.pk),
        payload={"from": before, "to": position.title},
        chain=position.organisation_id,
    )
    return position


@transaction.atomic
def withdraw_roles(*, position_id: int, roles: Collection[str], version: int, by: Actor, at: datetime) -> Position:
    """Take roles away from a post; it holds at once, for pages and streams.

    Raises `Refusal` with code ``last_administrator`` when nobody would administer any more.
    """
    rules.can_administer.check(by)
    lock_rights()
    position = lock(Position, position_id, version)
    gone = [role for role in position.roles if role in roles]
    position.roles = [role for role in position.roles if role not in roles]
    position.version += 1
    position.save()
    if not administrations(at).exists():
        raise Refusal(_("Nobody would administer the system any more."), code="last_administrator")
    for person_id in people_in_posts([position.pk], at):
        revoke_person(person_id)
    record(
        "directory.position.roles_withdrawn",
        by=by,
        at=at,
        target=("position", position.pk),
        payload={"roles": gone},
        chain=position.organisation_id,
    )
    return position


@transaction.atomic
def close_position(*, position_id: int, last_day: date, version: int, by: Actor, at: datetime) -> Position:
    """Close a post after ``last_day``; the appointments to it end with it, at once when that day is past."""
    rules.can_administer.check(by)
    lock_rights()
    position = lock(Position, position_id, version)
    if last_day < position.valid_from:
        raise Invalid(_("The last day is before the first one."), code="too_early", field="last_day")
    Position.objects.filter(pk=position.pk).update(version=position.version + 1)
    end_posts(Position.objects.filter(pk=position.pk), last_day, at)
    if not administrations(at).exists():
        raise Refusal(_("Nobody would administer the system any more."), code="last_administrator")
    record(
        "directory.position.closed",
        by=by,
        at=at,
        target=("position", position.pk),
        payload={"last_day": last_day.isoformat()},
        chain=position.organisation_id,
    )
    position.refresh_from_db()
    return position


@transaction.atomic
def end_appointment(*, appointment_id: int, last_day: date | None, by: Actor, at: datetime) -> Appointment:
    """End an appointment after ``last_day``, or at once without one.

    Raises `Refusal` with code ``already_ended`` or ``last_administrator``.
    """
    rules.can_administer.check(by)
    lock_rights()
    appointment = lock(Appointment, appointment_id)
    if appointment.ended_at is not None or (appointment.valid_to or date.max) < local_date(at):
        raise Refusal(_("This appointment has already ended."), code="already_ended")
    until = last_day if last_day is not None else local_date(at) - timedelta(days=1)
    end_appointments(Appointment.objects.filter(pk=appointment.pk), until, at)
    if not administrations(at).exists():
        raise Refusal(_("Nobody would administer the system any more."), code="last_administrator")
    appointment.refresh_from_db()
    record(
        "directory.appointment.ended",
        by=by,
        at=at,
        target=("person", appointment.person_id),
        payload={"post": appointment.position.title, "last_day": last_day.isoformat() if last_day else None},
        chain=appointment.position.organisation_id,
    )
    return appointment


def _in_order(roles: Collection[str]) -> list[str]:
    unknown = set(roles) - set(Role.values)
    if unknown:
        raise Invalid(_("There is no such role."), code="no_role", field="roles")
    return [role for role in Role.values if role in roles]
