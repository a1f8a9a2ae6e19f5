"""Recipient groups: those of one's body, and one's own quick lists (O4)."""

from django.db.models import Count, Prefetch, Q, QuerySet

from plenum.core.actor import Actor
from plenum.directory import rules
from plenum.directory.models import Recipient, RecipientGroup


def groups_visible_to(by: Actor) -> QuerySet[RecipientGroup]:
    """The shared groups of the body in which one acts, and one's own lists; administrators see every shared group.

    Each row has ``size``. Other people's lists are seen by nobody.
    """
    shared = Q(owner__isnull=True)
    if not rules.can_administer(by):
        shared &= Q(organisation_id=by.organisation_id) if by.organisation_id is not None else Q(pk__in=[])
    return (
        RecipientGroup.objects.filter(shared | Q(owner_id=by.person_id))
        .select_related("organisation")
        .annotate(size=Count("recipients"))
    )


def with_recipients(groups: QuerySet[RecipientGroup]) -> QuerySet[RecipientGroup]:
    """Groups with their recipients loaded, in the order in which they were put in."""
    return groups.prefetch_related(
        Prefetch(
            "recipients",
            Recipient.objects.select_related("organisation", "unit__organisation", "person").order_by("pk"),
        )
    )
