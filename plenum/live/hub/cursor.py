"""Where a client stands in each of its channels: the ``id`` of an event, ``17`` or ``17,4``.

The numbers come in the order in which the address names the channels; ``-`` stands for a channel of which the client
has seen nothing yet.
"""

from collections.abc import Iterable

Cursor = list[int | None]


def read_cursor(text: str, channels: int) -> Cursor:
    """The cursor that a client sent; one that makes no sense asks for a snapshot of everything."""
    parts = text.split(",")
    if len(parts) != channels:
        return [None] * channels
    return [int(part) if part.isascii() and part.isdigit() and len(part) < 19 else None for part in parts]


def write_cursor(cursor: Iterable[int | None]) -> str:
    """The cursor as it travels."""
    return ",".join("-" if seq is None else str(seq) for seq in cursor)
