"""How the acts of this domain read in a story."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import register


def register_presenters() -> None:
    """Tell the audit how the gate's verdicts read."""
    register("files.intake.accepted", _accepted)
    register("files.intake.refused", _refused)
    register("files.blob.mark_found_late", _mark_found_late)
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
