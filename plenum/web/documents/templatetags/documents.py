"""What templates ask about documents."""

from datetime import date, datetime

from django import template

from plenum.documents.enums import Act, AssignmentState, HandlingRole, State, Urgency
from plenum.documents.models import Document
from plenum.web.documents.shown import STATES, TURNS, address_of
from plenum.web.layout import dates

register = template.Library()


@register.inclusion_tag("documents/_status.html")
def document_status(document: Document, act: str | None = None) -> dict[str, object]:
    """The state of a document as a sign and a word; with ``act`` what is asked of the reader instead."""
    if act:
        words, tone, icon = TURNS[Act(act)]
        return {"words": words, "tone": tone, "icon": icon}
    tone, icon = STATES[State(document.state)]
    return {"words": State(document.state).label, "tone": tone, "icon": icon}


@register.inclusion_tag("documents/_assignment_state.html")
def assignment_state(state: str, role: str) -> dict[str, object]:
    """How far an assignee is; nothing for somebody who is only informed."""
    tones = {"open": "neutral", "given": "progress", "done": "ok", "returned": "danger", "ended": "neutral"}
    shown = "" if role == HandlingRole.INFORM else AssignmentState(state).label
    return {"words": shown, "tone": tones[state]}


@register.filter
def urgency_level(urgency: int) -> int:
    """The level of the urgency component, 0 to 3: "by the hour" looks as express does."""
    return min(urgency, 3)


@register.filter
def urgency_name(urgency: int) -> str:
    """The urgency in words."""
    return str(Urgency(urgency).label)


@register.filter
def deadline(due: date | datetime) -> str:
    """A deadline as it was meant: a day, or a day and an hour."""
    return dates.moment(due) if isinstance(due, datetime) else dates.day(due)


@register.filter
def role_name(role: str) -> str:
    """The role of an assignee in words."""
    return str(HandlingRole(role).label)


@register.filter
def address(document: Document) -> str:
    """Where a click on the document leads."""
    return address_of(document)
