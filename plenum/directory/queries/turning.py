"""Whose rights begin or end by the clock alone, without an act that could say so."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from plenum.core.clock import local_date
from plenum.directory.models import Appointment, Delegation


def people_whose_rights_turned(after: datetime, until: datetime) -> set[int]:
    """The ids of the people with a post or a delegation that began or ended in ``(after, until]``. One query.

    Who acts for somebody is among them when that somebody's time in the post is over. Those of closed accounts may be
    among them, and those whose right was cut short by an act.
    """
    posts = Appointment.objects.filter(_turned_by_day(after, until) | _within("ended_at", after, until))
    by_clock = _within("valid_from", after, until) | _within("valid_to", after, until)
    with_holder = posts.filter(person=OuterRef("delegator"), position=OuterRef("position"))
    lent = Delegation.objects.filter(by_clock | Q(Exists(with_holder)))
    return set(
        posts.values_list("person_id").union(lent.values_list("delegate_id")).values_list("person_id", flat=True)
    )


def _within(moment: str, after: datetime, until: datetime) -> Q:
    return Q(**{f"{moment}__gt": after, f"{moment}__lte": until})


def _turned_by_day(after: datetime, until: datetime) -> Q:
    """First days that came and last days that passed, of appointments and of their posts."""
    before, today = local_date(after), local_date(until)
    return (
        Q(valid_from__gt=before, valid_from__lte=today)
        | Q(valid_to__gte=before, valid_to__lt=today)
        | Q(position__valid_to__gte=before, position__valid_to__lt=today)
    )
