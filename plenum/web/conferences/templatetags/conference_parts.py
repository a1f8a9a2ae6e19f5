"""What the fragments of the live state need to show it."""

from datetime import datetime, timedelta

from django import template

from plenum.conferences.enums import State
from plenum.conferences.events import CountdownPart

register = template.Library()

#: The tone of each state; its sign follows from the tone.
TONES = {State.DRAFT: "neutral", State.RELEASED: "info", State.RUNNING: "accent", State.CLOSED: "ok"}


@register.filter
def instant(text: str) -> datetime:
    """The moment that an ISO 8601 text of the state names."""
    return datetime.fromisoformat(text)


@register.filter
def state_tone(state: str) -> str:
    """The tone in which a state is shown."""
    return TONES[State(state)]


@register.filter
def state_name(state: str) -> str:
    """The state in words."""
    return str(State(state).label)


@register.filter
def ends_at(part: CountdownPart) -> datetime | None:
    """When the countdown reaches zero."""
    if part["started_at"] is None:
        return None
    return instant(part["started_at"]) + timedelta(seconds=part["seconds"] or 0)


@register.filter
def minutes_seconds(seconds: int | None) -> str:
    """``02:48``; from an hour on ``1:02:48``."""
    hours, rest = divmod(seconds or 0, 3600)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{text}" if hours else text


@register.filter
def of_item(papers: list[dict[str, object]], item_id: int | None) -> list[dict[str, object]]:
    """The papers of one item; with None those of the whole conference."""
    return [paper for paper in papers if paper["item"] == item_id]


@register.filter
def not_of_item(papers: list[dict[str, object]], item_id: int | None) -> list[dict[str, object]]:
    """All papers but those of one item; with None all."""
    return [paper for paper in papers if item_id is None or paper["item"] != item_id]
