"""One channel as the hub of this process knows it: its last events, and who hears them."""

import asyncio
import json
import logging
from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from time import monotonic

from django.core.serializers.json import DjangoJSONEncoder

from plenum.core.clock import now
from plenum.live.hub.block import Block
from plenum.live.hub.store import Store
from plenum.live.hub.threads import ask
from plenum.live.names import JSON, WINDOW
from plenum.live.queries import present_state
from plenum.live.registry import Domain

logger = logging.getLogger(__name__)

#: Seconds for which a state is given to further clients while no event comes.
_FRESH = 2.0

_OPEN = """
SELECT channel.seq, event.seq, event.audience, event.at, event.kind, event.payload::text
FROM live_channel AS channel LEFT JOIN LATERAL (
    SELECT * FROM live_event WHERE live_event.channel = channel.name ORDER BY seq DESC LIMIT %s
) AS event ON true
WHERE channel.name = %s ORDER BY event.seq
"""
_NEXT = """
SELECT seq, audience, at, kind, payload::text FROM live_event
WHERE channel = %s AND seq > %s ORDER BY seq LIMIT %s
"""


class Entry:
    """One event of the log, encoded at most once for each language."""

    __slots__ = ("at", "audience", "data", "kind", "payload", "seq")

    def __init__(self, seq: int, audience: str, at: datetime, kind: str, payload: str) -> None:
        self.seq, self.audience, self.at, self.kind, self.payload = seq, audience, at, kind, payload
        self.data: dict[str, bytes] = {}


def encode(channel: str, seq: int, at: datetime, kind: str, payload: str) -> bytes:
    """The data of one event as JSON on one line; ``payload`` is JSON already."""
    instant = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    head = f'{{"channel":"{channel}","seq":{seq},"at":"{instant}","kind":"{kind}","payload":'
    return f"{head}{payload}}}".encode()


class Feed:
    """Reads the log of one channel after its last number, and hands each event to the blocks that may hear it."""

    def __init__(self, name: str, domain: Domain, store: Store) -> None:
        self.name = name
        self.domain = domain
        self.last = 0
        #: When a client last asked for the channel, in the loop's seconds.
        self.asked_at = 0.0
        self._store = store
        self._hearing: dict[str, set[Block]] = defaultdict(set)
        self._recent: deque[Entry] = deque(maxlen=WINDOW)
        self._told = 0
        self._is_open = False
        self._lock = asyncio.Lock()
        self._pulling: asyncio.Task[None] | None = None
        self._states: dict[tuple[str, str], JSON] = {}
        self._states_at = -1
        self._states_until = 0.0
        self._states_lock = asyncio.Lock()

    async def open(self) -> None:
        """Read where the channel stands and its last events, once. One query."""
        if not self._is_open:
            async with self._lock:
                if not self._is_open:
                    await self._read_on_from_now()

    def tell(self, seq: int) -> None:
        """The log is said to have come to ``seq``: read on if that is news. Returns at once."""
        self._told = max(self._told, seq)
        if self._told > self.last and (self._pulling is None or self._pulling.done()):
            self._pulling = asyncio.create_task(self._pull_what_was_told())

    async def pull(self, up_to: int = 0) -> None:
        """Read all events after the last one and deliver them; at least ``up_to``, which is known to be there."""
        async with self._lock:
            while rows := await self._store.rows(_NEXT, self.name, self.last, WINDOW):
                for row in rows:
                    await self._deliver(Entry(*row))
                if len(rows) < WINDOW:
                    break
            if self.last < up_to:  # pruned while nobody read
                await self._read_on_from_now()

    async def compare(self, seq: int) -> None:
        """The channel's row says ``seq``: read on, or begin again when the log was restored to an earlier time."""
        if seq > self.last:
            self.tell(seq)
        elif seq < self.last and self._is_open:
            async with self._lock:
                await self._read_on_from_now()

    def enter(self, block: Block, audiences: Iterable[str]) -> None:
        """A block begins to hear what ``audiences`` are told."""
        for audience in audiences:
            self._hearing[audience].add(block)

    def leave(self, block: Block, audiences: Iterable[str]) -> None:
        """A block has nobody left."""
        for audience in audiences:
            self._hearing[audience].discard(block)
            if not self._hearing[audience]:
                del self._hearing[audience]

    def is_heard(self) -> bool:
        """True when somebody in this process hears the channel."""
        return bool(self._hearing)

    async def _pull_what_was_told(self) -> None:
        try:
            while self._told > self.last:
                await self.open()
                await self.pull(up_to=self._told)
        except Exception:
            logger.exception("reading the channel %s failed; it will be read again", self.name)

    async def _read_on_from_now(self) -> None:
        rows = await self._store.rows(_OPEN, WINDOW, self.name)
        self._break_off()
        self.last = self._told = rows[0][0] if rows else 0
        self._recent.extend(Entry(*event) for _last, *event in rows if event[0] is not None)
        self._is_open = True

    def _break_off(self) -> None:
        """The history has a break: everybody comes back by their cursor, and nothing is remembered."""
        for block in {block for blocks in self._hearing.values() for block in blocks}:
            block.cut()
        self._recent.clear()
        self._states_at = -1

    async def _deliver(self, entry: Entry) -> None:
        if entry.seq != self.last + 1:  # those between were pruned while nobody read
            self._break_off()
        # A block may join while another language is rendered, so look again until nothing is missing.
        while True:
            hearing = self._hearing.get(entry.audience, set())
            unsaid = {self._tongue(block.language) for block in hearing} - entry.data.keys()
            if not unsaid:
                break
            for language in unsaid:
                await self._encode(entry, language)
        self.last = entry.seq
        self._recent.append(entry)
        said: dict[tuple[str, tuple[Feed, ...]], bytes] = {}
        for block in hearing:
            key = (block.language, block.feeds)
            if key not in said:
                said[key] = block.frame(entry.data[self._tongue(block.language)])
            block.send(said[key])

    def _tongue(self, language: str) -> str:
        return language if self.domain.render else ""

    async def _encode(self, entry: Entry, language: str) -> None:
        payload = entry.payload
        if self.domain.render:
            try:
                said = await ask(language, self.domain.render, entry.kind, json.loads(entry.payload), language)
                payload = json.dumps(said, ensure_ascii=False, cls=DjangoJSONEncoder)
            except Exception:
                logger.exception("rendering %s of %s failed; it is sent as it is stored", entry.kind, self.name)
        entry.data[language] = encode(self.name, entry.seq, entry.at, entry.kind, payload)

    def holds(self, cursor: int | None) -> bool:
        """True when every event after ``cursor`` is at hand."""
        if cursor is None or cursor > self.last:
            return False
        return cursor >= self.last - len(self._recent)

    async def since(
        self, cursor: int, audiences: Collection[str], language: str
    ) -> tuple[int, list[tuple[int, bytes]]]:
        """The events after ``cursor`` that ``audiences`` may hear, as (number, data), and up to which number that is.

        `holds` must be true.
        """
        last = self.last
        missed = [entry for entry in self._recent if entry.seq > cursor and entry.audience in audiences]
        tongue = self._tongue(language)
        for entry in missed:
            if tongue not in entry.data:
                await self._encode(entry, tongue)
        return last, [(entry.seq, entry.data[tongue]) for entry in missed]

    async def snapshot(self, audiences: Collection[str], language: str) -> tuple[int, bytes]:
        """The present state for ``audiences`` and the number that it holds everything up to.

        States are kept until the next event, so that a hall that comes at once costs one look for each audience.
        """
        async with self._states_lock:
            known = {a: self._states[a, language] for a in audiences if (a, language) in self._states}
            if self._states_at != self.last or monotonic() > self._states_until:
                known = {}
            seq = self._states_at
            fresh: dict[str, JSON] = {}
            if missing := set(audiences) - known.keys():
                seq, fresh = await self._look(missing, language)
                if known and seq != self._states_at:  # the channel went on meanwhile
                    known = {}
                    seq, fresh = await self._look(audiences, language)
                self._remember(seq, fresh, language)
            states = {**known, **fresh}
        payload = json.dumps(states, ensure_ascii=False, cls=DjangoJSONEncoder)
        return seq, encode(self.name, seq, now(), "snapshot", payload)

    async def _look(self, audiences: Iterable[str], language: str) -> tuple[int, dict[str, JSON]]:
        return await ask(language, present_state, self.name, list(audiences), language, self.domain.snapshot)

    def _remember(self, seq: int, states: dict[str, JSON], language: str) -> None:
        if seq != self._states_at or monotonic() > self._states_until:
            self._states_at = seq
            self._states_until = monotonic() + _FRESH
            self._states.clear()
        self._states.update({(audience, language): state for audience, state in states.items()})
