"""The ASGI application: who comes in, what was missed, and the stream after it."""

import asyncio
import gc
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from plenum.live.hub.admission import Admission
from plenum.live.hub.hall import Hall, poll_answer
from plenum.live.hub.request import Refused, Request, read_request
from plenum.live.hub.sessions import Sessions
from plenum.live.hub.store import Listener, Store
from plenum.live.hub.streams import Receive, Relay, Send, take_over
from plenum.live.hub.watch import Watch
from plenum.live.names import EVENTS

logger = logging.getLogger(__name__)

#: Milliseconds after which a client that lost its stream comes back: each draws its own from this span.
RETRY = (1000, 5000)
#: Seconds between two comparisons with the log, two looks at all sessions, two signs of life.
_COMPARE, _SWEEP, _BEAT = 5.0, 60.0, 1.0

_WORDS = {403: b"Forbidden", 404: b"Not found", 405: b"Method not allowed"}


class Hub:
    """All live streams of one process; starts with the server or with the first client."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []
        self._starting: asyncio.Task[None] | None = None
        self.store: Store
        self.hall: Hall
        self.watch: Watch
        self.admission: Admission

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live_and_die(receive, send)
        elif scope["type"] == "http":
            await self.start()
            try:
                await self._answer(read_request(scope), receive, send)
            except Refused as refused:
                await _say(send, refused.status, b"text/plain", _WORDS[refused.status])

    async def start(self) -> None:
        """Open the connections to the database and begin to listen; does nothing the second time."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._start())
        await asyncio.shield(self._starting)

    async def stop(self) -> None:
        """End what `start` began."""
        if self._starting is None:
            return
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.store.close()
        self._starting = None

    async def _start(self) -> None:
        self.store = Store()
        sessions = Sessions(self.store)
        self.hall = Hall(self.store)
        self.admission = Admission(sessions)
        self.watch = Watch(self.hall, sessions, self.admission)
        await self.store.open()
        self._tasks = [
            asyncio.create_task(Listener(self._heard, self._listening_again).run()),
            asyncio.create_task(self.watch.run()),
            asyncio.create_task(_each(_COMPARE, self.hall.compare)),
            asyncio.create_task(_each(_SWEEP, self.watch.sweep)),
            asyncio.create_task(_each(_BEAT, self._beat)),
        ]
        # What the application is made of lives as long as the process: the collector need not walk it again.
        gc.collect()
        gc.freeze()

    async def _live_and_die(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, request: Request, receive: Receive, send: Send) -> None:
        revocations = self.watch.revocations
        ticket, audiences = await self.admission.admit(request)
        rights = {await self.hall.feed(name): heard for name, heard in audiences.items()}
        missed = await self.hall.missed(rights, request.language, request.cursor)
        if request.polls:
            await _say(send, 200, b"application/json", poll_answer(missed))
            return
        # No await from here to join(): the cursor stands where the feeds stand.
        taken = take_over(send, ticket, self.hall.gone)
        stream = taken or Relay(send, receive, ticket, self.hall.gone)
        self.hall.enter(stream)
        stream.begin(b"retry: %d\n\n" % random.randint(*RETRY) + b"".join(missed.frames))  # noqa: S311 - spreads load
        self.hall.join(stream, rights, request.language)
        if self.watch.revocations != revocations:
            self.watch.doubt([stream])
        if isinstance(stream, Relay):
            await stream.run()

    def _heard(self, channel: str, message: str) -> None:
        try:
            self._act_on(channel, message)
        except (ValueError, KeyError, TypeError):  # anybody who may connect to the database may notify
            logger.warning("a notification on %s made no sense", channel)

    def _act_on(self, channel: str, message: str) -> None:
        if channel != EVENTS:
            self.watch.revoke(message)
            return
        name, _space, seq = message.rpartition(" ")
        if feed := self.hall.feeds.get(name):
            feed.tell(int(seq))

    def _listening_again(self) -> None:
        self._comparing = asyncio.create_task(self.hall.compare())
        self.watch.revocations += 1
        self.watch.doubt(self.hall.streams)

    async def _beat(self) -> None:
        self.hall.beat()


async def _each(seconds: float, act: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await act()
        except Exception:
            logger.exception("%s failed; it is tried again in %g seconds", act.__qualname__, seconds)


async def _say(send: Send, status: int, media_type: bytes, body: bytes) -> None:
    headers = [
        (b"content-type", media_type + b"; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
