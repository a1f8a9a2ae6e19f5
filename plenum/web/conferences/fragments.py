"""The live state as pieces of pages: made once for an audience and a language, the same in a page and in the stream."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from plenum.conferences.broadcast import channel_of
from plenum.conferences.enums import Audience
from plenum.conferences.queries.audiences import audiences_of
from plenum.conferences.queries.live_state import live_state
from plenum.live.names import JSON
from plenum.live.queries import cursor_of
from plenum.live.registry import Viewer, register


def fragments(audience: str, parts: Mapping[str, JSON]) -> dict[str, SafeString]:
    """HTML of each part by the id of the element that it replaces (``everyone-now``), in the active language."""
    return {
        f"{audience}-{name}": mark_safe(  # noqa: S308 - a template of ours made it
            render_to_string(f"conferences/live/{audience}/{name}.html", {"part": part}).strip()
        )
        for name, part in parts.items()
    }


def page_state(conference_id: int, audience: Audience) -> dict[str, object]:
    """What a page that follows a conference puts into its template: pieces by part name, channel and cursor.

    The cursor is read before the state, so that an event between the two comes again and changes nothing.
    """
    channel = channel_of(conference_id)
    cursor = cursor_of(channel)
    pieces = fragments(audience, live_state(conference_id, audience))
    named = {name.removeprefix(f"{audience}-"): html for name, html in pieces.items()}
    return {"live": named, "live_channel": channel, "live_cursor": cursor}


def serve() -> None:
    """Let the hub serve the channels of conferences."""
    register("conference", audiences=_audiences, snapshot=_snapshot, render=_render, domain="conferences")


def _audiences(channel: str, viewer: Viewer) -> frozenset[str]:
    conference_id = _id_of(channel)
    return frozenset() if conference_id is None else audiences_of(conference_id, viewer)


def _snapshot(channel: str, audience: str, language: str) -> JSON:
    conference_id = _id_of(channel)
    if conference_id is None or audience not in Audience.values:
        return {"fragments": {}}
    return {"fragments": fragments(audience, live_state(conference_id, Audience(audience)))}


def _render(kind: str, payload: JSON, language: str) -> JSON:
    if not isinstance(payload, Mapping) or "parts" not in payload:
        return payload
    parts, audience = payload["parts"], payload["audience"]
    assert isinstance(parts, Mapping)  # noqa: S101 - `plenum.conferences.broadcast.tell` wrote it
    return {"fragments": fragments(str(audience), parts)}


def _id_of(channel: str) -> int | None:
    number = channel.partition(":")[2]
    return int(number) if number.isdecimal() and len(number) < 19 else None
