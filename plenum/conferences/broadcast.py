"""Tell the listeners of a conference what changed, inside the transaction that changed it."""

from datetime import datetime

from plenum.conferences.enums import Audience, State
from plenum.conferences.models import Conference, Screen
from plenum.conferences.queries.live_state import LiveState
from plenum.live.actions import publish, revoke
from plenum.live.names import JSON

#: Which parts each kind of event replaces; None stands for the whole state.
KINDS: dict[str, tuple[str, ...] | None] = {
    "stage": None,
    "moved": ("now", "countdown", "agenda", "papers", "next"),
    "countdown": ("countdown",),
    "message": ("message",),
    "agenda": ("now", "countdown", "agenda", "papers", "next"),
    "papers": ("papers",),
    "counts": ("counts",),
}


def channel_of(conference_id: int) -> str:
    """The live channel of a conference."""
    return f"conference:{conference_id}"


def tell(conference: Conference, kind: str, *, at: datetime) -> None:
    """Publish the parts that an event of ``kind`` replaces, to each audience that holds any of them.

    A draft is nobody's business but the secretariat's.
    """
    state = LiveState(conference)
    for audience in Audience:
        if audience != Audience.SECRETARIAT and conference.state == State.DRAFT:
            continue
        parts = state.parts(audience, KINDS[kind])
        if parts:
            payload: dict[str, JSON] = {"audience": audience.value, "parts": parts}
            publish(channel_of(conference.pk), audience=audience.value, kind=kind, payload=payload, at=at)


def cut_person(conference: Conference, person_id: int) -> None:
    """End the streams of somebody who lost the right to this conference."""
    revoke(channel_of(conference.pk), person_id=person_id)


def cut_screen(screen: Screen, *, at: datetime) -> None:
    """Tell a screen that it was disconnected, and end its stream."""
    channel = channel_of(screen.conference_id)
    own = f"{Audience.SCREEN.value}:{screen.pk}"
    publish(channel, audience=own, kind="disconnected", payload={}, at=at)
    revoke(channel, device=screen.token_sha256)
