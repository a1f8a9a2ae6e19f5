"""How the acts of this domain read in a story."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import register


def register_presenters() -> None:
    """Tell the audit how the gate's verdicts read."""
    register("files.intake.accepted", _accepted)
    register("files.intake.refused", _refused)


def _accepted(event: AuditEvent) -> str | Promise:
    return _("handed in a file, and it was accepted")


def _refused(event: AuditEvent) -> str | Promise:
    return _("handed in a file, and it was refused")
