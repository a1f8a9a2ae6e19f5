"""Bodies are founded, renamed, moved and closed (O1)."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise
from plenum.directory import rules
from plenum.directory.enums import Level, System
from plenum.directory.locks import lock, lock_rights, lock_structure
from plenum.directory.models import FormerName, Organisation
from plenum.directory.periods import end_posts
from plenum.directory.queries.administrators import administrations


@transaction.atomic
def found_organisation(
    *,
    code: str,
    name: str,
    short_name: str,
    symbol: str,
    system: System,
    level: Level,
    parent_id: int | None,
    place: str,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Found a body below ``parent_id`` (or as a root) from ``valid_from`` on.

    Raises `Forbidden` to all but administrators and `Invalid` when the exchange code belongs to another body.
    """
    rules.can_administer.check(by)
    parent = lock(Organisation, parent_id) if parent_id is not None else None
    organisation = Organisation(
        code=code.strip(),
        name=name,
        short_name=normalise(short_name),
        symbol=symbol.strip(),
        system=system,
        level=level,
        parent=parent,
        place=normalise(place),
        valid_from=valid_from,
    )
    _save_with_its_own_code(organisation)
    record(
        "directory.organisation.founded",
        by=by,
        at=at,
        target=("organisation", organisation.pk),
        payload={"name": organisation.name, "code": organisation.code, "from": valid_from.isoformat()},
        chain=organisation.pk,
    )
    return organisation


@transaction.atomic
def rename_organisation(
    *, organisation_id: int, name: str, short_name: str, symbol: str, on: date, version: int, by: Actor, at: datetime
) -> Organisation:
    """Give a body a new name from the day ``on``; documents of earlier days keep showing the old one.

    Raises `Invalid` when ``on`` is not after the day the present name began, `Stale` for an old page.
    """
    rules.can_administer.check(by)
    organisation = lock(Organisation, organisation_id, version)
    former = FormerName(
        organisation=organisation,
        name=organisation.name,
        short_name=organisation.short_name,
        symbol=organisation.symbol,
        valid_from=_named_since(organisation),
        valid_to=on - timedelta(days=1),
    )
    if former.valid_to < former.valid_from:
        raise Invalid(_("The new name has to begin after the present one did."), code="too_early", field="on")
    former.save()
    organisation.name, organisation.short_name, organisation.symbol = name, normalise(short_name), symbol.strip()
    organisation.version += 1
    organisation.save()
    record(
        "directory.organisation.renamed",
        by=by,
        at=at,
        target=("organisation", organisation.pk),
        payload={"from": former.name, "to": organisation.name, "on": on.isoformat()},
        chain=organisation.pk,
    )
    return organisation


@transaction.atomic
def move_organisation(
    *, organisation_id: int, parent_id: int | None, version: int, by: Actor, at: datetime
) -> Organisation:
    """Put a body below another one, or make it a root.

    Raises `Refusal` with code ``cycle`` when the new place is below the body itself, also when two moves meet.
    """
    rules.can_administer.check(by)
    lock_structure()
    organisation = lock(Organisation, organisation_id, version)
    organisation.parent = lock(Organisation, parent_id) if parent_id is not None else None
    organisation.version += 1
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise Refusal(_("A body can't stand below itself. Choose another place."), code="cycle") from error
    record(
        "directory.organisation.moved",
        by=by,
        at=at,
        target=("organisation", organisation.pk),
        payload={"below": organisation.parent.name if organisation.parent else ""},
        chain=organisation.pk,
    )
    return organisation


@transaction.atomic
def close_organisation(*, organisation_id: int, last_day: date, version: int, by: Actor, at: datetime) -> Organisation:
    """Close a body after ``last_day``: its units, posts and appointments end with it; nothing is deleted.

    Raises `Refusal` with code ``has_children`` while bodies in force stand below it, ``already_closed``, or
    ``last_administrator`` when nobody would administer any more.
    """
    rules.can_administer.check(by)
    lock_rights()
    organisation = lock(Organisation, organisation_id, version)
    if organisation.valid_to is not None:
        raise Refusal(_("This body is already closed."), code="already_closed")
    if organisation.children.filter(valid_to__isnull=True).exists():
        raise Refusal(
            _("Other bodies stand below this one. Move or close them first."), code="has_children", field="last_day"
        )
    if last_day < organisation.valid_from:
        raise Invalid(_("The last day is before the first one."), code="too_early", field="last_day")
    organisation.valid_to = last_day
    organisation.version += 1
    organisation.save()
    organisation.units.filter(valid_to__isnull=True, valid_from__lte=last_day).update(valid_to=last_day)
    end_posts(organisation.positions.all(), last_day, at)
    if not administrations(at).exists():
        raise Refusal(_("Nobody would administer the system any more."), code="last_administrator")
    record(
        "directory.organisation.closed",
        by=by,
        at=at,
        target=("organisation", organisation.pk),
        payload={"last_day": last_day.isoformat()},
        chain=organisation.pk,
    )
    return organisation


@transaction.atomic
def choose_watermark(*, organisation_id: int, asked: bool, version: int, by: Actor, at: datetime) -> Organisation:
    """Choose whether pages of what the body holds carry the name of whoever reads or takes them, and the time.

    It holds from the next page that somebody opens. Raises `Forbidden` to all but administrators, `Stale` for an old
    page, and `Invalid` with code ``unchanged`` when it was chosen so before.
    """
    rules.can_administer.check(by)
    organisation = lock(Organisation, organisation_id, version)
    if organisation.asks_for_watermark == asked:
        raise Invalid(_("It is chosen so already."), code="unchanged", field="asked")
    organisation.asks_for_watermark = asked
    organisation.version += 1
    organisation.save(update_fields=["asks_for_watermark", "version"])
    record(
        "directory.organisation.watermark_asked" if asked else "directory.organisation.watermark_ended",
        by=by,
        at=at,
        target=("organisation", organisation.pk),
        chain=organisation.pk,
    )
    return organisation


def _save_with_its_own_code(organisation: Organisation) -> None:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        if "code" not in str(error):
            raise
        raise Invalid(_("Another body has this exchange code."), code="code_taken", field="code") from error


def _named_since(organisation: Organisation) -> date:
    last = organisation.former_names.order_by("-valid_to").first()
    return last.valid_to + timedelta(days=1) if last else organisation.valid_from
