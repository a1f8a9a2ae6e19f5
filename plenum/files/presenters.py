"""How the acts of this domain read in a story."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import Presenter, register

#: What each act on an incident says; the words in brackets come from the payload.
INCIDENTS: dict[str, str | Promise] = {
    "reported": _("reported a state secret: incident no. %(number)s"),
    "froze": _("withdrew it by incident no. %(number)s"),
    "gave_back": _("gave it back: incident no. %(number)s was a false alarm"),
    "destroyed": _("had the file destroyed: incident no. %(number)s was confirmed"),
    "measure_noted": _("noted a measure"),
    "outcome_proposed": _("proposed an outcome"),
    "outcome_refused": _("refused the proposed outcome"),
    "closed": _("closed the incident"),
    "notice_read": _("took note of incident no. %(number)s"),
}
#: What the checks of the stores tell of one file.
CHECKS: dict[str, str | Promise] = {
    "found_broken": _("found a file missing or damaged in a store"),
    "repaired": _("put a file right from the other store"),
    "check_asked": _("had a file checked at once"),
}
#: What becomes of files that were handed in together.
SUBMISSIONS: dict[str, str | Promise] = {
    "handed_in": _("handed files in"),
    "done": _("all files were accepted and used"),
    "stopped": _("the files were not taken in"),
    "let_go": _("took note that the files were not taken in"),
}


def register_presenters() -> None:
    """Tell the audit how the gate's verdicts read."""
    for act, told in SUBMISSIONS.items():
        register(f"files.submission.{act}", _teller(told))
    register("files.intake.accepted", _accepted)
    register("files.intake.refused", _refused)
    register("files.blob.mark_found_late", _mark_found_late)
    for act, told in CHECKS.items():
        register(f"files.blob.{act}", _teller(told))
    for act, told in INCIDENTS.items():
        register(f"files.incident.{act}", _teller(told))
    register("files.text.corrected", _text_corrected)
    register("files.text.refused", _text_refused)


def _accepted(event: AuditEvent) -> str | Promise:
    return _("handed in a file, and it was accepted")


def _refused(event: AuditEvent) -> str | Promise:
    return _("handed in a file, and it was refused")


def _mark_found_late(event: AuditEvent) -> str | Promise:
    return _("found a secrecy mark in an accepted file when its pages were laid out, and withheld its pages")


def _text_corrected(event: AuditEvent) -> str | Promise:
    return _("corrected the text that was read from a file")


def _text_refused(event: AuditEvent) -> str | Promise:
    return _("wrote a text with a secrecy mark, and it was refused")


def _teller(told: str | Promise) -> Presenter:
    def tell(event: AuditEvent) -> str:
        said: str = str(told) % event.payload
        return said

    return tell
