"""All streams of this process: what they carry, where they sit, and whose turn it is for a sign of life."""

import json
from collections.abc import Mapping
from time import monotonic

from plenum.core.clock import now
from plenum.live.hub.block import Block
from plenum.live.hub.cursor import Cursor, write_cursor
from plenum.live.hub.feed import Feed
from plenum.live.hub.request import Refused
from plenum.live.hub.store import Store
from plenum.live.hub.streams import AnyStream
from plenum.live.registry import domain_of

#: Seconds between two signs of life on a silent stream.
HEARTBEAT = 15
#: Seconds for which a channel that nobody hears is still followed, for the client that is on its way back.
_IDLE = 60.0

_POSITIONS = "SELECT name, seq FROM live_channel WHERE name = ANY(%s)"


class Missed:
    """What a client has missed, in order, as it was when its cursor was up to date."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = list(cursor)
        self.data: list[bytes] = []
        self.frames: list[bytes] = []

    def add(self, index: int, seq: int, data: bytes, *, snapshot: bool = False) -> None:
        """One more event, or the snapshot, of the channel at ``index``."""
        self.cursor[index] = seq
        self.data.append(data)
        event = b"event: snapshot\n" if snapshot else b""
        self.frames.append(b"%bid: %b\ndata: %b\n\n" % (event, write_cursor(self.cursor).encode(), data))


class Hall:
    """Feeds, blocks and streams of one process."""

    def __init__(self, store: Store) -> None:
        self.streams: set[AnyStream] = set()
        self.feeds: dict[str, Feed] = {}
        self._store = store
        self._blocks: dict[tuple[object, ...], Block] = {}
        self._beats: list[set[AnyStream]] = [set() for _second in range(HEARTBEAT)]
        self._second = 0

    async def feed(self, name: str) -> Feed:
        """The feed of a channel, opened when nobody in this process heard it yet."""
        feed = self.feeds.get(name)
        if feed is None:
            domain = domain_of(name)
            if domain is None:
                raise Refused(404)
            feed = self.feeds[name] = Feed(name, domain, self._store)
        feed.asked_at = monotonic()
        try:
            await feed.open()
        except BaseException:
            self.feeds.pop(name, None)
            raise
        return feed

    async def missed(self, rights: Mapping[Feed, frozenset[str]], language: str, cursor: Cursor) -> Missed:
        """Exactly what came after ``cursor``, or one snapshot of a channel whose gap is larger than the window.

        When it returns, the cursor stands where the feeds stand: a stream that joins before the next ``await``
        misses nothing and hears nothing twice.
        """
        missed = Missed(cursor)
        feeds = list(rights.items())
        while behind := [i for i, (feed, _) in enumerate(feeds) if missed.cursor[i] != feed.last]:
            index = behind[0]
            feed, audiences = feeds[index]
            seen = missed.cursor[index]
            if seen is not None and seen > feed.last:
                await feed.pull()
                if seen > feed.last:  # a cursor of another history
                    missed.cursor[index] = None
            elif seen is not None and feed.holds(seen):
                last, events = await feed.since(seen, audiences, language)
                for seq, data in events:
                    missed.add(index, seq, data)
                missed.cursor[index] = last
            else:
                seq, data = await feed.snapshot(audiences, language)
                missed.add(index, seq, data, snapshot=True)
                await feed.pull(up_to=seq)
        return missed

    def join(self, stream: AnyStream, rights: Mapping[Feed, frozenset[str]], language: str) -> None:
        """Put a stream that stands where the feeds stand into its block, and greet it."""
        if any(self.feeds.setdefault(feed.name, feed) is not feed for feed in rights):
            stream.cut()  # the feed was forgotten while the client came in: it is not followed any more
            return
        block = Block(rights, language)
        block = self._blocks.setdefault(block.key(), block)
        if not block.streams:
            for feed, audiences in block.audiences.items():
                feed.enter(block, audiences)
        stream.block = block
        block.streams[stream] = stream.write
        stream.write(greeting(block))

    def leave_block(self, stream: AnyStream) -> Block | None:
        """Take a stream out of its block; it hears nothing until it joins again."""
        block, stream.block = stream.block, None
        if block is not None:
            block.streams.pop(stream, None)
            if not block.streams:
                self._blocks.pop(block.key(), None)
                for feed, audiences in block.audiences.items():
                    feed.leave(block, audiences)
        return block

    def enter(self, stream: AnyStream) -> None:
        """A new stream of this process."""
        self.streams.add(stream)
        stream.beat = self._second
        self._beats[stream.beat].add(stream)

    def gone(self, stream: AnyStream) -> None:
        """The connection of a stream ended."""
        self.leave_block(stream)
        self.streams.discard(stream)
        self._beats[stream.beat].discard(stream)

    def beat(self) -> None:
        """Once a second: a sign of life to those streams whose turn it is."""
        self._second = (self._second + 1) % HEARTBEAT
        said: dict[Block, bytes] = {}
        for stream in self._beats[self._second]:
            if stream.block is not None:
                if stream.block not in said:
                    said[stream.block] = b": beat\n" + greeting(stream.block)
                stream.write(said[stream.block])

    async def compare(self) -> None:
        """Compare every feed with its channel's number, since a notification may be lost. One query."""
        self._forget_idle_feeds()
        positions = dict(await self._store.rows(_POSITIONS, list(self.feeds)))
        for name, feed in list(self.feeds.items()):
            await feed.compare(positions.get(name, 0))

    def _forget_idle_feeds(self) -> None:
        long_ago = monotonic() - _IDLE
        for name, feed in list(self.feeds.items()):
            if not feed.is_heard() and feed.asked_at < long_ago:
                del self.feeds[name]


def greeting(block: Block) -> bytes:
    """The event that tells a client the server's clock and where it stands; it is not in the log."""
    return b'event: hello\nid: %b\ndata: {"at":"%b"}\n\n' % (block.cursor().encode(), instant().encode())


def instant() -> str:
    """The present instant as the stream writes it."""
    return now().isoformat().replace("+00:00", "Z")


def poll_answer(missed: Missed) -> bytes:
    """What a client that polls gets: the same data as on the stream, and the cursor for the next time."""
    head = json.dumps({"cursor": write_cursor(missed.cursor), "at": instant()})
    return b'%b,"events":[%b]}' % (head.removesuffix("}").encode(), b",".join(missed.data))
