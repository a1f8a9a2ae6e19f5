"""Deadlines: an instant, though people often mean a whole day."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

#: A deadline "on the 25th" is the last second of that day in the province.
END_OF_DAY = time(23, 59, 59)
#: What is due within this time is due soon.
SOON = timedelta(days=3)


def end_of(day: date) -> datetime:
    """The deadline that means the whole of ``day``."""
    return timezone.make_aware(datetime.combine(day, END_OF_DAY))


def as_written(due_at: datetime | None) -> date | datetime | None:
    """The deadline as it was meant: a day when it is the whole day, else the instant."""
    if due_at is None:
        return None
    local = timezone.localtime(due_at)
    return local.date() if local.time() == END_OF_DAY else local


def soon_after(at: datetime) -> datetime:
    """The end of the last day that counts as soon at ``at``."""
    return end_of(timezone.localtime(at + SOON).date())
