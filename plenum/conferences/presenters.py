"""The sentences of a conference's story."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import Presenter, register

#: What each act says; the words in brackets come from the payload.
SENTENCES: dict[str, str | Promise] = {
    "conferences.conference.created": _("made the conference"),
    "conferences.conference.edited": _("changed the conference's details"),
    "conferences.conference.released": _("released the conference to its delegates"),
    "conferences.conference.opened": _("opened the conference"),
    "conferences.conference.closed": _("closed the conference"),
    "conferences.conference.moved": _("put “%(title)s” on"),
    "conferences.conference.countdown_started": _("started a countdown of %(seconds)s seconds"),
    "conferences.conference.minute_added": _("gave one minute more"),
    "conferences.conference.countdown_stopped": _("stopped the countdown"),
    "conferences.conference.message_shown": _("showed the message “%(text)s”"),
    "conferences.conference.message_cleared": _("took the message away"),
    "conferences.agenda_item.added": _("put “%(title)s” on the agenda"),
    "conferences.agenda_item.edited": _("changed the item “%(title)s”"),
    "conferences.agenda_item.placed": _("moved the item “%(title)s” on the agenda"),
    "conferences.agenda_item.removed": _("took “%(title)s” off the agenda"),
    "conferences.paper.attached": _("attached the paper “%(title)s”"),
    "conferences.paper.released": _("released the paper “%(title)s”"),
    "conferences.paper.withdrawn": _("withdrew the paper “%(title)s”"),
    "conferences.paper.opened": _("opened the paper “%(title)s”"),
    "conferences.delegates.added": _("put %(number)s people on the list, %(first)s first"),
    "conferences.delegate.removed": _("took %(name)s off the list"),
    "conferences.point.added": _("joined the connection point %(name)s"),
    "conferences.point.heads_reported": _("reported %(heads)s people at %(name)s"),
    "conferences.point.removed": _("took the connection point %(name)s away"),
    "conferences.screen.added": _("connected the screen %(name)s"),
    "conferences.screen.revoked": _("disconnected the screen %(name)s"),
}


def register_all() -> None:
    """Let every act of a conference be told."""
    for act, sentence in SENTENCES.items():
        register(act, _teller(sentence))


def _teller(sentence: str | Promise) -> Presenter:
    def tell(event: AuditEvent) -> str:
        told: str = str(sentence) % event.payload
        return told

    return tell
