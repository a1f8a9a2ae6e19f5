"""What the record of the directory says, in words; each sentence goes on after the name of who did it."""

from collections import defaultdict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import Presenter, register

_SENTENCES: dict[str, str | Promise] = {
    "organisation.founded": _("founded the body “%(name)s”"),
    "organisation.renamed": _("renamed the body from “%(from)s” to “%(to)s”"),
    "organisation.moved": _("moved the body below “%(below)s”"),
    "organisation.closed": _("closed the body; its last day is %(last_day)s"),
    "organisation.watermark_asked": _("asked for a watermark with name and time on what the body holds"),
    "organisation.watermark_ended": _("ended the watermark on what the body holds"),
    "organisations.merged": _("merged bodies into “%(to)s”"),
    "organisation.split": _("split the body “%(from)s”"),
    "unit.founded": _("founded the unit “%(name)s”"),
    "unit.renamed": _("renamed the unit from “%(from)s” to “%(to)s”"),
    "unit.moved": _("moved the unit below “%(below)s”"),
    "unit.closed": _("closed the unit; its last day is %(last_day)s"),
    "person.added": _("entered the person with the username %(username)s"),
    "person.edited": _("changed the details of the person"),
    "person.deactivated": _("closed the account: %(reason)s"),
    "person.unlocked": _("forgave the failed attempts to sign in"),
    "person.settings_chosen": _("changed their own settings"),
    "person.sign_in_link_fetched": _("fetched the link for the first sign-in"),
    "session.began": _("signed in from %(address)s"),
    "sessions.ended": _("ended sessions (%(sessions)s)"),
    "position.opened": _("opened the post “%(title)s”"),
    "position.edited": _("changed the post"),
    "position.roles_withdrawn": _("withdrew roles of the post"),
    "position.closed": _("closed the post; its last day is %(last_day)s"),
    "appointment.ended": _("ended the appointment to the post “%(post)s”"),
    "delegation.given": _("let %(to)s act in the post “%(post)s”"),
    "delegation.revoked": _("ended the delegation of the post “%(post)s”"),
    "group.created": _("made the list “%(name)s”"),
    "group.renamed": _("renamed the list from “%(from)s” to “%(to)s”"),
    "group.recipients_put": _("added recipients"),
    "group.recipient_taken": _("took out a recipient"),
    "group.deleted": _("deleted the list “%(name)s”"),
    "rights_change.proposed": _("proposed the change: %(reason)s"),
    "rights_change.confirmed": _("confirmed the change; it holds"),
    "rights_change.refused": _("refused the change: %(reason)s"),
    "rights_change.withdrawn": _("withdrew the proposal: %(reason)s"),
    "installation.set_up": _("set the installation up with the body “%(body)s”"),
}


def register_presenters() -> None:
    """Let the record tell of every act of the directory."""
    for act, text in _SENTENCES.items():
        register(f"directory.{act}", _presenter(text))


def _presenter(text: str | Promise) -> Presenter:
    def told(event: AuditEvent) -> str:
        return str(text) % defaultdict(str, event.payload)

    return told
