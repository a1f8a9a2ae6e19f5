"""Delegations: one's own, given and held; all of them for administrators."""

from datetime import datetime

from django.db.models import Q, QuerySet

from plenum.core.actor import Actor
from plenum.directory import rules
from plenum.directory.models import Delegation


def delegations_visible_to(by: Actor) -> QuerySet[Delegation]:
    """The two people concerned see a delegation, and administrators see all, newest first."""
    rows = Delegation.objects.select_related("position__organisation", "position__unit", "delegator", "delegate")
    if rules.can_administer(by):
        return rows
    return rows.filter(Q(delegator_id=by.person_id) | Q(delegate_id=by.person_id))


def standing(at: datetime) -> Q:
    """The condition that a delegation holds at ``at`` or will."""
    return Q(revoked_at__isnull=True, valid_to__gt=at)
