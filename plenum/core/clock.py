"""The one place that asks what time it is; actions are told the time (``at``) by their caller."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()


def local_date(at: datetime) -> date:
    """The calendar day of ``at`` in the province's time zone: numbers and registers turn over at its midnight."""
    return timezone.localtime(at).date()
