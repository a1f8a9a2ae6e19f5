"""Units inside a body are founded, renamed, moved and closed (O1)."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.directory import rules
from plenum.directory.locks import lock, lock_rights, lock_structure
from plenum.directory.models import FormerName, Organisation, Unit
from plenum.directory.periods import end_posts
from plenum.directory.queries.administrators import administrations


@transaction.atomic
def found_unit(
    *, organisation_id: int, name: str, symbol: str, parent_id: int | None, valid_from: date, by: Actor, at: datetime
) -> Unit:
    """Found a unit in a body, below another unit of it or directly; raises `Invalid` when that is another body's."""
    rules.can_administer.check(by)
    organisation = lock(Organisation, organisation_id)
    parent = _parent(parent_id, organisation_id)
    if organisation.valid_to is not None:
        raise Refusal(_("This body is already closed."), code="already_closed")
    unit = Unit.objects.create(
        organisation=organisation, name=name, symbol=symbol.strip(), parent=parent, valid_from=valid_from
    )
    record(
        "directory.unit.founded",
        by=by,
        at=at,
        target=("unit", unit.pk),
        payload={"name": unit.name, "body": organisation.name},
        chain=organisation_id,
    )
    return unit


@transaction.atomic
def rename_unit(*, unit_id: int, name: str, symbol: str, on: date, version: int, by: Actor, at: datetime) -> Unit:
    """Give a unit a new name from the day ``on``; the old one stays known for the days before."""
    rules.can_administer.check(by)
    unit = lock(Unit, unit_id, version)
    last = unit.former_names.order_by("-valid_to").first()
    since = last.valid_to + timedelta(days=1) if last else unit.valid_from
    if on <= since:
        raise Invalid(_("The new name has to begin after the present one did."), code="too_early", field="on")
    former = FormerName.objects.create(
        unit=unit, name=unit.name, symbol=unit.symbol, valid_from=since, valid_to=on - timedelta(days=1)
    )
    unit.name, unit.symbol, unit.version = name, symbol.strip(), unit.version + 1
    unit.save()
    record(
        "directory.unit.renamed",
        by=by,
        at=at,
        target=("unit", unit.pk),
        payload={"from": former.name, "to": unit.name, "on": on.isoformat()},
        chain=unit.organisation_id,
    )
    return unit


@transaction.atomic
def move_unit(*, unit_id: int, parent_id: int | None, version: int, by: Actor, at: datetime) -> Unit:
    """Put a unit below another unit of its body, or directly into the body; a cycle is refused (``cycle``)."""
    rules.can_administer.check(by)
    lock_structure()
    unit = lock(Unit, unit_id, version)
    unit.parent = _parent(parent_id, unit.organisation_id)
    unit.version += 1
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise Refusal(_("A unit can't stand below itself. Choose another place."), code="cycle") from error
    record(
        "directory.unit.moved",
        by=by,
        at=at,
        target=("unit", unit.pk),
        payload={"below": unit.parent.name if unit.parent else ""},
        chain=unit.organisation_id,
    )
    return unit


@transaction.atomic
def close_unit(*, unit_id: int, last_day: date, version: int, by: Actor, at: datetime) -> Unit:
    """Close a unit after ``last_day``: its posts and appointments end with it.

    Raises `Refusal` with code ``has_children`` while units in force stand below it, or ``already_closed``.
    """
    rules.can_administer.check(by)
    lock_rights()
    unit = lock(Unit, unit_id, version)
    if unit.valid_to is not None:
        raise Refusal(_("This unit is already closed."), code="already_closed")
    if unit.children.filter(valid_to__isnull=True).exists():
        raise Refusal(_("Other units stand below this one. Move or close them first."), code="has_children")
    if last_day < unit.valid_from:
        raise Invalid(_("The last day is before the first one."), code="too_early", field="last_day")
    unit.valid_to, unit.version = last_day, unit.version + 1
    unit.save()
    end_posts(unit.positions.all(), last_day, at)
    if not administrations(at).exists():
        raise Refusal(_("Nobody would administer the system any more."), code="last_administrator")
    record(
        "directory.unit.closed",
        by=by,
        at=at,
        target=("unit", unit.pk),
        payload={"last_day": last_day.isoformat()},
        chain=unit.organisation_id,
    )
    return unit


def _parent(parent_id: int | None, organisation_id: int) -> Unit | None:
    parent = lock(Unit, parent_id) if parent_id is not None else None
    if parent is not None and parent.organisation_id != organisation_id:
        raise Invalid(_("That unit belongs to another body."), code="another_body", field="parent")
    return parent
