"""The sentences of a document's story."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import Presenter, register
from plenum.documents.enums import Medium

#: What each act says; the words in brackets come from the payload.
_PLAIN: dict[str, str | Promise] = {
    "received": gettext_lazy("received the file"),
    "kept_on_paper": gettext_lazy("kept it as number %(number)s of %(register)s, on paper only"),
    "reported": gettext_lazy("reported their part done"),
    "closed": gettext_lazy("reported the work done; the document is closed"),
    "read": gettext_lazy("opened the document"),
    "downloaded": gettext_lazy("downloaded “%(file)s”"),
    "text_corrected": gettext_lazy("corrected the text read from “%(file)s”, page %(page)s"),
    "text_taken_back": gettext_lazy("took a correction of the text read from “%(file)s” back, page %(page)s"),
    "text_refused": gettext_lazy("wrote a text with a secrecy mark for a file, and it was refused"),
    "submitted": gettext_lazy("gave it to %(leader)s (%(post)s) for instruction"),
    "returned_to_sender": gettext_lazy("returned it to the sender: “%(reason)s”"),
    "returned_to_clerk": gettext_lazy("returned it to the clerk: “%(reason)s”"),
    "returned_to_leader": gettext_lazy("returned it to the leader: “%(reason)s”"),
    "returned_to_head": gettext_lazy("returned it to the head of the unit: “%(reason)s”"),
    "asked_for_more": gettext_lazy("asked for more: “%(reason)s”"),
}


def register_all() -> None:
    """Let every act on a document be told."""
    for act, sentence in _PLAIN.items():
        register(f"documents.document.{act}", _teller(sentence))
    register("documents.document.registered", _registered)
    register("documents.scope.decided", _scope_decided)
    register(
        "documents.scope.ended", _teller(gettext_lazy("ended the rule for “%(type)s”; its last day is %(last_day)s"))
    )
    register("documents.document.instructed", _instructed)
    register("documents.document.given", _given)


def _teller(sentence: str | Promise) -> Presenter:
    def tell(event: AuditEvent) -> str:
        return str(sentence) % event.payload if event.payload else str(sentence)

    return tell


def _registered(event: AuditEvent) -> str:
    told: str = _("registered it as %(number)s of %(register)s") % event.payload
    if event.payload.get("reason"):
        told += " · " + _("although it looks like one already there: “%(reason)s”") % event.payload
    return told


def _scope_decided(event: AuditEvent) -> str:
    on_paper = _("decided that “%(type)s” goes on paper only from %(from)s (%(reference)s)")
    electronic = _("decided that “%(type)s” may go electronic from %(from)s (%(reference)s)")
    told: str = (on_paper if event.payload["medium"] == Medium.PAPER else electronic) % event.payload
    return told


def _instructed(event: AuditEvent) -> str:
    return _with_others(_("instructed: %(lead)s leads") % event.payload, event)


def _given(event: AuditEvent) -> str:
    return _with_others(_("gave it to %(lead)s") % event.payload, event)


def _with_others(told: str, event: AuditEvent) -> str:
    parts = [told]
    if cooperating := event.payload["cooperating"]:
        parts.append(_("co-operating: %(names)s") % {"names": ", ".join(cooperating)})
    if informed := event.payload["informed"]:
        parts.append(_("for information: %(names)s") % {"names": ", ".join(informed)})
    if due := event.payload["due"]:
        parts.append(_("by %(due)s") % {"due": _written(due)})
    return "; ".join(parts)


def _written(due: str) -> str:
    form = "d.m.Y" if (get_language() or "").startswith("ru") else "d/m/Y"
    if len(due) == len("2026-11-25"):
        return date_format(date.fromisoformat(due), form)
    return date_format(timezone.localtime(datetime.fromisoformat(due)), f"H:i {form}")
