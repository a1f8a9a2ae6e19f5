"""Rights that change while a stream is open: whoever lost them is cut at once."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from plenum.core.clock import now
from plenum.live.hub.admission import Admission
from plenum.live.hub.hall import Hall
from plenum.live.hub.request import Refused
from plenum.live.hub.sessions import Sessions
from plenum.live.hub.streams import AnyStream
from plenum.live.hub.threads import ask

logger = logging.getLogger(__name__)

#: Whose rights began or ended by the clock in ``(after, until]``: the function named in ``LIVE_TURNED``.
Turned = Callable[[datetime, datetime], set[int]]
#: Streams that are looked at together.
_TOGETHER = 100
#: How often and how patiently the database is asked before a stream whose rights can't be known is cut.
_TRIES, _PAUSE = 5, 1.0


class Watch:
    """Asks again for the streams that a revocation names, and now and then for all of them."""

    def __init__(self, hall: Hall, sessions: Sessions, admission: Admission) -> None:
        #: Goes up with each revocation, so that somebody who was coming in meanwhile is asked again.
        self.revocations = 0
        self._hall = hall
        self._sessions = sessions
        self._admission = admission
        self._doubted: dict[AnyStream, None] = {}
        self._news = asyncio.Event()
        self._swept_at = now()

    def revoke(self, message: str) -> None:
        """A notification of `plenum.live.actions.revoke` came in."""
        self.revocations += 1
        named = json.loads(message)
        self.doubt(stream for stream in self._hall.streams if _is_named(stream, named))

    def doubt(self, streams: Iterable[AnyStream]) -> None:
        """Ask again for these streams, soon and in their order."""
        self._doubted.update(dict.fromkeys(streams))
        self._news.set()

    async def run(self) -> None:
        """Ask again whenever there is somebody to ask for, until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._doubted:
                together = list(self._doubted)[:_TOGETHER]
                for stream in together:
                    del self._doubted[stream]
                await self._ask_again(together)

    async def sweep(self) -> None:
        """Find what ended without a word: rights whose time is over, sessions that expired or were deleted."""
        await self._doubt_whose_rights_turned()
        streams = list(self._hall.streams)
        for start in range(0, len(streams), _TOGETHER):
            together = streams[start : start + _TOGETHER]
            people = await self._people(together)
            for stream in together:
                self._cut_unless_signed_in(stream, people)

    async def _doubt_whose_rights_turned(self) -> None:
        """One query; only whose rights began or ended by the clock since the last sweep is asked again."""
        until = now()
        turned: Turned = import_string(settings.LIVE_TURNED)
        people = await ask(settings.LANGUAGE_CODE, turned, self._swept_at, until)
        self._swept_at = until
        if people:
            self.revocations += 1
            self.doubt(stream for stream in self._hall.streams if stream.ticket.person_id in people)

    async def _ask_again(self, streams: list[AnyStream]) -> None:
        for _try in range(_TRIES):
            try:
                people = await self._people(streams)
                remaining = [stream for stream in streams if self._cut_unless_signed_in(stream, people)]
                await asyncio.gather(*(self._look_at(stream) for stream in remaining))
            except Exception:
                logger.exception("the rights of %d streams could not be looked up", len(streams))
                await asyncio.sleep(_PAUSE)
            else:
                return
        for stream in streams:
            stream.cut()

    async def _people(self, streams: Iterable[AnyStream]) -> dict[str, int]:
        keys = {stream.ticket.session for stream in streams if stream.ticket.session}
        return await self._sessions.people_of(keys) if keys else {}

    def _cut_unless_signed_in(self, stream: AnyStream, people: dict[str, int]) -> bool:
        session, person_id = stream.ticket.session, stream.ticket.person_id
        if session is None or people.get(session) == person_id:
            return True
        stream.cut()
        return False

    async def _look_at(self, stream: AnyStream) -> None:
        block = stream.block
        if block is None:
            return
        try:
            rights = await self._admission.rights(stream.ticket, [feed.name for feed in block.feeds])
        except Refused:
            stream.cut()
            return
        heard = {feed: rights[feed.name] for feed in block.feeds}
        if heard == block.audiences or stream.block is not block:
            return
        # From here to the snapshot the stream is told nothing: what it may hear is another thing now.
        self._hall.leave_block(stream)
        cursor = [feed.last if heard[feed] == block.audiences[feed] else None for feed in block.feeds]
        missed = await self._hall.missed(heard, block.language, cursor)
        if stream in self._hall.streams:
            stream.write(b"".join(missed.frames))
            self._hall.join(stream, heard, block.language)


def _is_named(stream: AnyStream, named: dict[str, str | int | None]) -> bool:
    if stream.block is None:
        return False
    if named["channel"] is not None and named["channel"] not in [feed.name for feed in stream.block.feeds]:
        return False
    if named["person"] is not None and named["person"] != stream.ticket.person_id:
        return False
    return named["device"] is None or named["device"] == _hashed(stream.ticket.device)


def _hashed(device: str | None) -> str | None:
    return None if device is None else hashlib.sha256(device.encode()).hexdigest()
