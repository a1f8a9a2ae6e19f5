"""What the words of the live part may look like: they travel in addresses, in notifications and in the stream."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

#: What a payload may hold.
JSON: TypeAlias = "Mapping[str, JSON] | Sequence[JSON] | str | int | float | bool | None"

#: PostgreSQL's notification channel for new events; the message is ``<channel> <seq>``.
EVENTS = "plenum_live_events"
#: PostgreSQL's notification channel for changed rights; the message is a JSON object.
REVOCATIONS = "plenum_live_revocations"

#: How many events a client may have missed and still get them one by one; with more it gets a snapshot.
WINDOW = 256

_CHANNEL = re.compile(r"[a-z][a-z_]{0,29}:[A-Za-z0-9_.-]{1,60}")
_AUDIENCE = re.compile(r"[a-z][a-z_]{0,29}(:[A-Za-z0-9_.-]{1,60})?")
_KIND = re.compile(r"[a-z][a-z0-9_.-]{0,59}")
#: Words of the stream itself.
_TAKEN = {"hello", "snapshot", "refused"}


def is_channel(name: str) -> bool:
    """True for ``conference:12`` and the like."""
    return _CHANNEL.fullmatch(name) is not None


def check_names(channel: str, audience: str, kind: str) -> None:
    """Raise `ValueError` when one of the names can't travel."""
    if not is_channel(channel):
        raise ValueError(f"not the name of a channel: {channel!r}")
    if _AUDIENCE.fullmatch(audience) is None:
        raise ValueError(f"not the name of an audience: {audience!r}")
    if _KIND.fullmatch(kind) is None or kind in _TAKEN:
        raise ValueError(f"not a kind of event: {kind!r}")
