"""Streams that get the same bytes: the same channels, audiences and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from plenum.live.hub.cursor import write_cursor

if TYPE_CHECKING:
    from plenum.live.hub.feed import Feed
    from plenum.live.hub.streams import AnyStream


class Block:
    """A part of the hall that is told everything at once: bytes are made once and written to each stream."""

    def __init__(self, audiences: Mapping[Feed, frozenset[str]], language: str) -> None:
        self.feeds = tuple(audiences)
        self.audiences = dict(audiences)
        self.language = language
        #: Each stream with its way to write: what a broadcast walks over, in the order in which the streams came.
        self.streams: dict[AnyStream, Callable[[bytes], None]] = {}

    def key(self) -> tuple[object, ...]:
        """What makes two blocks the same."""
        return (*self.audiences.items(), self.language)

    def cursor(self) -> str:
        """Where all streams of the block stand."""
        return write_cursor(feed.last for feed in self.feeds)

    def frame(self, data: bytes) -> bytes:
        """An event of one of the block's channels, ready to be written."""
        return b"id: %b\ndata: %b\n\n" % (self.cursor().encode(), data)

    def send(self, frame: bytes) -> None:
        """Write the same bytes to every stream; a slow one keeps them for itself or is cut."""
        for write in self.streams.values():
            write(frame)

    def cut(self) -> None:
        """End every stream of the block; the clients come back by their cursor."""
        for stream in self.streams:
            stream.cut()
