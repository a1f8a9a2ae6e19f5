"""Delegations: one's own, given and held; all of them for administrators."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from plenum.core.actor import Actor
from plenum.directory import rules
from plenum.directory.models import Appointment, Delegation


def delegations_visible_to(by: Actor) -> QuerySet[Delegation]:
    """The two people concerned see a delegation, and administrators see all, newest first."""
    rows = Delegation.objects.select_related("position__organisation", "position__unit", "delegator", "delegate")
    if rules.can_administer(by):
        return rows
    return rows.filter(Q(delegator_id=by.person_id) | Q(delegate_id=by.person_id))


def stand_ins_of(person_id: int, at: datetime) -> set[int]:
    """The ids of the people who may act for a person at ``at`` in any post."""
    lent = Delegation.objects.filter(standing(at), delegator_id=person_id, valid_from__lte=at)
    return set(lent.values_list("delegate_id", flat=True))


def people_in_posts(position_ids: Collection[int], at: datetime) -> set[int]:
    """The ids of the people who hold one of these posts, or act in it by delegation, at ``at`` or will."""
    held = Appointment.objects.filter(position_id__in=position_ids, ended_at__isnull=True)
    lent = Delegation.objects.filter(standing(at), position_id__in=position_ids)
    return {*held.values_list("person_id", flat=True), *lent.values_list("delegate_id", flat=True)}


def standing(at: datetime) -> Q:
    """The condition that a delegation holds at ``at`` or will."""
    return Q(revoked_at__isnull=True, valid_to__gt=at)
