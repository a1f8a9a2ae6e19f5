"""What a clerk writes into the register: the input fields of Decree 30/2020, appendix VI, 1.6."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenum.core.clock import local_date
from plenum.core.errors import Invalid
from plenum.core.text import fold, normalise
from plenum.documents.enums import Circulation, Source, Urgency

_WRITTEN = re.compile(r"^(?P<number>\d{1,9}[a-zA-Z]{0,2})\s*[-–/]\s*(?P<symbol>\S.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card of one incoming document. ``written`` is number and symbol as they stand: ``412-CV/TU``."""

    abstract: str
    issuer_name: str
    written: str = ""
    type_id: int | None = None
    issuer_id: int | None = None
    issued_on: date | None = None
    signer_name: str = ""
    signer_position: str = ""
    pages: int | None = None
    language: str = "vi"
    note: str = ""
    urgency: int = Urgency.NORMAL
    circulation: str = Circulation.NORMAL
    source: str = Source.UPLOAD
    arrived_on: date | None = None
    due_at: datetime | None = None

    def check(self, at: datetime) -> None:
        """Raise `Invalid`, naming the field, when the card contradicts itself or the calendar."""
        if not normalise(self.abstract):
            raise Invalid(_("Write what the document is about."), field="abstract", code="required")
        if not normalise(self.issuer_name):
            raise Invalid(_("Write which body issued the document."), field="issuer_name", code="required")
        _check_days(self.issued_on, self.arrived_on, at)
        arrived_on = self.arrived_on or local_date(at)
        if self.due_at and timezone.localtime(self.due_at).date() < arrived_on:
            raise Invalid(_("The deadline is before the arrival. Check the date."), field="due_at", code="in_past")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEntry:
    """What a register keeps of a document that is on paper only: nothing of what it says.

    ``paper_place`` says where the paper is and with whom.
    """

    type_id: int
    issuer_name: str
    paper_place: str
    written: str = ""
    issuer_id: int | None = None
    issued_on: date | None = None
    arrived_on: date | None = None

    def check(self, at: datetime) -> None:
        """Raise `Invalid`, naming the field, when the entry lacks something or contradicts the calendar."""
        if not normalise(self.issuer_name):
            raise Invalid(_("Write which body issued the document."), field="issuer_name", code="required")
        if not normalise(self.paper_place):
            raise Invalid(_("Write where the paper is kept, and by whom."), field="paper_place", code="required")
        _check_days(self.issued_on, self.arrived_on, at)


def _check_days(issued_on: date | None, arrived_on: date | None, at: datetime) -> None:
    today = local_date(at)
    if (arrived_on or today) > today:
        raise Invalid(_("The document can't have arrived after today."), field="arrived_on", code="in_future")
    if issued_on and issued_on > (arrived_on or today):
        raise Invalid(
            _("The document can't be dated after its arrival. Check both dates."), field="issued_on", code="in_future"
        )


def split_written(written: str) -> tuple[str, str]:
    """Number and symbol of what stands on the paper: ``412-CV/TU`` → ``412``, ``CV/TU``; ``15/QĐ-BNV`` → ``15``, …"""
    found = _WRITTEN.match(normalise(written))
    if found is None:
        return ("", normalise(written)) if not written.strip().isdigit() else (written.strip(), "")
    return found["number"], found["symbol"]


def identity_of(written: str, issuer_name: str) -> str:
    """The same for two spellings of the same number, symbol and body; empty when the paper has no number (F1.h)."""
    number, symbol = split_written(written)
    if not number:
        return ""
    return "|".join((number.lstrip("0").lower(), _bare(symbol), _bare(issuer_name)))


def words_of(*texts: str) -> str:
    """Texts as folded words, for the filter of lists."""
    return " ".join(re.sub(r"[^\w]+", " ", fold(" ".join(texts))).split())


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
