"""Who administers at an instant."""

from datetime import datetime

from django.db.models import QuerySet

from plenum.directory.enums import Role
from plenum.directory.models import Appointment
from plenum.directory.queries.actors import in_force


def administrations(at: datetime) -> QuerySet[Appointment]:
    """The appointments in force at ``at`` that make somebody with an open account an administrator."""
    return Appointment.objects.filter(
        in_force(at), position__roles__contains=[Role.ADMINISTRATOR.value], person__is_active=True
    )


def is_the_only_administrator(person_id: int, at: datetime) -> bool:
    """True when the person administers at ``at`` and nobody else ever held an administrator's post."""
    posts = Appointment.objects.filter(position__roles__contains=[Role.ADMINISTRATOR.value])
    return administrations(at).filter(person_id=person_id).exists() and not posts.exclude(person_id=person_id).exists()
