"""Bodies merge and split (O1): who took over from whom stays known, and nothing of the past changes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.directory import rules
from plenum.directory.actions.organisations import close_organisation
from plenum.directory.enums import SuccessionKind
from plenum.directory.locks import lock, lock_rights, lock_structure
from plenum.directory.models import Organisation, Succession


@transaction.atomic
def merge_organisations(
    *, predecessor_ids: Sequence[int], successor_id: int, on: date, by: Actor, at: datetime
) -> list[Succession]:
    """Let one body take over from others on the day ``on``: these close the day before, bodies below them move to it.

    The successor is founded before, or is a body that goes on. Raises `Invalid` without a predecessor, `Refusal`
    with code ``own_successor`` when the successor is one of them, and what `close_organisation` raises.
    """
    rules.can_administer.check(by)
    lock_structure()
    lock_rights()
    successor = lock(Organisation, successor_id)
    if not predecessor_ids:
        raise Invalid(_("Choose the bodies that are merged."), code="nobody", field="predecessors")
    if successor_id in predecessor_ids:
        raise Refusal(_("A body can't be merged into itself."), code="own_successor", field="successor")
    if successor.valid_to is not None or successor.valid_from > on:
        raise Invalid(_("The successor is not in force on that day."), code="not_in_force", field="on")
    predecessors = [lock(Organisation, pk) for pk in sorted(set(predecessor_ids))]
    for predecessor in predecessors:
        predecessor.children.filter(valid_to__isnull=True).exclude(pk=successor_id).update(parent_id=successor_id)
        if successor.parent_id == predecessor.pk:
            Organisation.objects.filter(pk=successor_id).update(parent_id=predecessor.parent_id)
        _close_the_day_before(predecessor, on, by, at)
    made = [_tell(predecessor, successor, SuccessionKind.MERGER, on) for predecessor in predecessors]
    record(
        "directory.organisations.merged",
        by=by,
        at=at,
        target=("organisation", successor_id),
        payload={"from": [body.name for body in predecessors], "to": successor.name, "on": on.isoformat()},
        chain=successor_id,
    )
    return made


@transaction.atomic
def split_organisation(
    *, predecessor_id: int, successor_ids: Sequence[int], on: date, closes: bool, by: Actor, at: datetime
) -> list[Succession]:
    """Let bodies, founded before, take over parts of another on the day ``on``; with ``closes`` that one ends.

    A body that ``closes`` may have no other bodies below it than its successors, which move up to its own place.
    Raises `Invalid` without a successor, and what `close_organisation` raises.
    """
    rules.can_administer.check(by)
    lock_structure()
    lock_rights()
    predecessor = lock(Organisation, predecessor_id)
    if not set(successor_ids) - {predecessor_id}:
        raise Invalid(_("Choose the bodies that take over."), code="nobody", field="successors")
    successors = [lock(Organisation, pk) for pk in sorted(set(successor_ids) - {predecessor_id})]
    if any(body.valid_to is not None or body.valid_from > on for body in successors):
        raise Invalid(_("A successor is not in force on that day."), code="not_in_force", field="on")
    if closes:
        predecessor.children.filter(pk__in=successor_ids).update(parent_id=predecessor.parent_id)
        _close_the_day_before(predecessor, on, by, at)
    made = [_tell(predecessor, successor, SuccessionKind.SPLIT, on) for successor in successors]
    record(
        "directory.organisation.split",
        by=by,
        at=at,
        target=("organisation", predecessor_id),
        payload={"from": predecessor.name, "to": [body.name for body in successors], "on": on.isoformat()},
        chain=predecessor_id,
    )
    return made


def _close_the_day_before(body: Organisation, on: date, by: Actor, at: datetime) -> None:
    close_organisation(organisation_id=body.pk, last_day=on - timedelta(days=1), version=body.version, by=by, at=at)


def _tell(predecessor: Organisation, successor: Organisation, kind: SuccessionKind, on: date) -> Succession:
    succession, _created = Succession.objects.get_or_create(
        {"kind": kind, "on": on}, predecessor=predecessor, successor=successor
    )
    return succession
