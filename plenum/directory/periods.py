"""Ending what holds for a period."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from plenum.core.clock import local_date
from plenum.directory.models import Appointment, Position
from plenum.directory.queries.delegations import people_in_posts
from plenum.live.actions import revoke_person

if TYPE_CHECKING:
    from collections.abc import Collection


def end_posts(positions: QuerySet[Position], last_day: date, at: datetime) -> int:
    """End posts and their appointments after ``last_day``; a last day in the past ends them at ``at``.

    Part of an act, inside its transaction. Returns how many appointments ended or will end.
    """
    ids: Collection[int] = list(positions.values_list("pk", flat=True))
    open_posts = Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)
    Position.objects.filter(open_posts, pk__in=ids, valid_from__lte=last_day).update(valid_to=last_day)
    held = Appointment.objects.filter(position_id__in=ids, ended_at__isnull=True)
    return end_appointments(held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)), last_day, at)


def end_appointments(appointments: QuerySet[Appointment], last_day: date, at: datetime) -> int:
    """End appointments after ``last_day``, or at ``at`` when that day is past; the streams of the holders and
    of those who act for them are asked again. Part of an act, inside its transaction. Returns how many.
    """
    rows = list(appointments.select_for_update(of=("self",)))
    touched = {row.person_id for row in rows} | people_in_posts({row.position_id for row in rows}, at)
    for row in rows:
        if last_day < local_date(at) or row.valid_from > last_day:
            row.ended_at = at
        row.valid_to = max(last_day, row.valid_from)
    Appointment.objects.bulk_update(rows, ["valid_to", "ended_at"])
    for person_id in touched:
        revoke_person(person_id)
    return len(rows)
