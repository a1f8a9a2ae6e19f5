"""A deadline in words: the date, what it means today, and how loudly to say it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenum.web.layout.dates import clock, day

#: A deadline this near is said with a raised voice.
SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """``first`` is the line that matters more; ``tone`` is ok for none, else neutral, warn or danger."""

    first: str
    second: str
    tone: str
    overdue: bool = False


def view_deadline(due: date | datetime, now: datetime, *, done: bool = False) -> DeadlineView:
    """How to show ``due`` at ``now``; a deadline that was met is only a date."""
    moment = timezone.localtime(due) if isinstance(due, datetime) else None
    due_day = moment.date() if moment else due
    days = (due_day - timezone.localtime(now).date()).days
    shown = f"{day(due_day)} {clock(moment)}" if moment else day(due_day)
    late = (moment is not None and moment < now) or days < 0
    if done:
        return DeadlineView(shown, "", "neutral")
    if late:
        return DeadlineView(overdue_words(-days, moment), shown, "danger", overdue=True)
    if days == 0:
        return DeadlineView(_today(moment), "", "danger")
    return DeadlineView(shown, left_words(days), "warn" if timedelta(days=days) <= SOON else "neutral")


def overdue_words(days: int, moment: datetime | None = None) -> str:
    """ "2 days overdue"; on the day itself "Overdue since 16:00"."""
    if days <= 0:
        return _("Overdue since %(time)s") % {"time": clock(moment)}
    return ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days}


def left_words(days: int) -> str:
    """ "tomorrow", "2 days left"."""
    if days == 1:
        return _("tomorrow")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def _today(moment: datetime | None) -> str:
    if moment is None:
        return _("Today")
    return _("Today %(time)s") % {"time": clock(moment)}
