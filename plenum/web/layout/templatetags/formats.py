"""Filters for dates, deadlines, people, sizes and numbers; they need no ``{% load %}``."""

from datetime import date, datetime

from django import template
from django.utils import numberformat, timezone
from django.utils.formats import get_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenum.core.clock import now as present
from plenum.web.layout import dates
from plenum.web.layout.deadlines import DeadlineView, left_words, overdue_words, view_deadline

register = template.Library()

register.filter("day", dates.day)
register.filter("clock", dates.clock)
register.filter("moment", dates.moment)
register.filter("weekday", dates.weekday)

_THOUSANDS = {"vi": ".", "ru": "\u00a0", "en": ","}
_UNITS = ("B", "KB", "MB", "GB", "TB")
_RUSSIAN_UNITS = ("Б", "КБ", "МБ", "ГБ", "ТБ")


@register.filter
def relative_day(value: date | datetime | None, now: datetime | None = None) -> str:
    """ "today", "tomorrow", "3 days left", "2 days overdue"."""
    if not value:
        return ""
    today = timezone.localtime(now or present()).date()
    shown = dates.local(value)
    days = ((shown.date() if isinstance(shown, datetime) else shown) - today).days
    if days == 0:
        return _("today")
    return left_words(days) if days > 0 else overdue_words(-days)


@register.filter
def ago_day(value: datetime | None, now: datetime | None = None) -> str:
    """The hour for today, "yesterday 09:40" for yesterday, else the day and the hour."""
    if not value:
        return ""
    days = (timezone.localtime(now or present()).date() - timezone.localtime(value).date()).days
    if days == 0:
        return dates.clock(value)
    return _("yesterday %(time)s") % {"time": dates.clock(value)} if days == 1 else dates.moment(value)


@register.simple_tag
def deadline_view(due: date | datetime, now: datetime | None = None, done: object = False) -> DeadlineView:
    """What the deadline component shows."""
    return view_deadline(due, now or present(), done=bool(done))


@register.filter
def iso(value: date | datetime | None) -> str:
    """For the ``datetime`` attribute of ``<time>``."""
    return value.isoformat() if value else ""


@register.filter
def initials(name: str) -> str:
    """The first letters of the last two words: ``Đinh Quang Lâm`` → ``QL``."""
    return "".join(word[0] for word in str(name).split()[-2:]).upper()


@register.filter
def given_name(name: str) -> str:
    """How colleagues call a person: ``Trần Thị Lan`` → ``Lan``."""
    words = str(name).split()
    return words[-1] if words else ""


@register.filter
def file_size(size: int | None) -> str:
    """Bytes in the largest unit that keeps the figure readable: ``1,4 MB``."""
    units = _RUSSIAN_UNITS if (get_language() or "").startswith("ru") else _UNITS
    value, unit = float(size or 0), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    places = 0 if unit < 2 or value >= 100 or value.is_integer() else 1
    return f"{number_format(round(value, places), decimal_pos=places, use_l10n=True)}\u00a0{units[unit]}"


@register.filter
def grouped(value: float | str | None) -> str:
    """A number with the thousands of the language: ``4.102``, ``4 102``, ``4,102``."""
    if value is None or value == "":
        return ""
    mark = _THOUSANDS.get((get_language() or "")[:2], ",")
    return numberformat.format(
        str(value), get_format("DECIMAL_SEPARATOR"), grouping=3, thousand_sep=mark, force_grouping=True
    )


@register.filter
def bare_label(label: str) -> str:
    """A label without its end, to stand before a colon."""
    return str(label).rstrip(".:… ")


@register.filter
def percent_of(part: float, whole: float) -> int:
    """The whole percent that ``part`` is of ``whole``; 0 of nothing."""
    return round(100 * part / whole) if whole else 0
