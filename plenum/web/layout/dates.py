"""Dates and times as the office writes them: dd/mm/yyyy, in Russian dd.mm.yyyy, 24 hours."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: Monday first, in words: Vietnamese writes ``Thứ Hai`` in documents, not ``Thứ 2``.
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def local(value: date | datetime) -> date | datetime:
    """A moment in the province's time zone; a plain day stays as it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: date | datetime | None) -> str:
    """``23/11/2026``; in Russian ``23.11.2026``; nothing for nothing."""
    if not value:
        return ""
    form = "%d.%m.%Y" if (get_language() or "").startswith("ru") else "%d/%m/%Y"
    return local(value).strftime(form)


def clock(value: datetime | None) -> str:
    """``09:40``."""
    return local(value).strftime("%H:%M") if value else ""


def moment(value: datetime | None) -> str:
    """``23/11/2026 09:40``."""
    return f"{day(value)} {clock(value)}" if value else ""


def weekday(value: date | datetime | None) -> str:
    """``Thứ Hai, 23/11/2026``."""
    return f"{WEEKDAYS[local(value).weekday()]}, {day(value)}" if value else ""
