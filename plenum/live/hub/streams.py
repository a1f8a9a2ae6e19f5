"""Connections that are written to directly.

Under uvicorn's HTTP protocol a stream takes the transport over, as that protocol itself does for a WebSocket: no task,
timer, parser or queue remains for the connection, and a write is one call into the transport. Under any other ASGI
server a `Relay` drives ``send`` with a small queue.
"""

import asyncio
import socket
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from plenum.live.hub.block import Block

#: Bytes that may wait for a slow client in this process, beyond what it was given at the start.
BACKLOG = 256 * 1024
#: Bytes that may wait for it in the kernel, which doubles the number.
KERNEL_BACKLOG = 64 * 1024

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
# The length of a stream is not known, so its end is the end of the connection: no chunk around each event.
_HEAD = b"HTTP/1.1 200 OK\r\n%b\r\nconnection: close\r\n\r\n" % b"\r\n".join(b": ".join(pair) for pair in HEADERS)

Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]
Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]


class Ticket:
    """With what somebody came in, to be looked at again when rights change."""

    __slots__ = ("device", "person_id", "session")

    def __init__(self, session: str | None, device: str | None, person_id: int | None) -> None:
        self.session = session
        self.device = device
        self.person_id = person_id


class Stream(asyncio.Protocol):
    """A connection whose transport was taken over; ``write`` is the transport's own while the client keeps up."""

    __slots__ = ("_company", "_gone", "_limit", "_transport", "beat", "block", "ticket", "write")

    def __init__(
        self, transport: asyncio.Transport, ticket: Ticket, company: set[Any], gone: Callable[["AnyStream"], None]
    ) -> None:
        self.ticket = ticket
        self.block: Block | None = None
        self.beat = 0
        self.write: Callable[[bytes], None] = transport.write
        self._transport = transport
        self._company = company
        self._gone = gone
        self._limit = BACKLOG

    def begin(self, first: bytes) -> None:
        """Write the head of the answer and what the client missed, in one piece."""
        self._limit = BACKLOG + len(first)
        self._transport.write(_HEAD + first)

    def cut(self) -> None:
        """End the connection now; what still waits for it is not sent."""
        self._write_by(_say_nothing)
        self._transport.abort()

    def shutdown(self) -> None:
        """Called by the server when it stops."""
        self._write_by(_say_nothing)
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._write_by(_say_nothing)
        self._company.discard(self)
        self._gone(self)

    def pause_writing(self) -> None:
        self._write_by(self._write_slowly)

    def resume_writing(self) -> None:
        if self.write is not _say_nothing:
            self._write_by(self._transport.write)

    def _write_by(self, write: Callable[[bytes], None]) -> None:
        self.write = write
        if self.block is not None:  # a broadcast may be walking over it: the value changes, the keys stay
            self.block.streams[self] = write

    def _write_slowly(self, data: bytes) -> None:
        if self._transport.get_write_buffer_size() > self._limit:
            self.cut()
        else:
            self._transport.write(data)


class Relay:
    """A connection behind ``send`` of any ASGI server; `run` is the request's own task."""

    def __init__(self, send: Send, receive: Receive, ticket: Ticket, gone: Callable[["AnyStream"], None]) -> None:
        self.ticket = ticket
        self.block: Block | None = None
        self.beat = 0
        self._send = send
        self._receive = receive
        self._gone = gone
        self._limit = BACKLOG
        self._size = 0
        self._waiting: deque[bytes] = deque()
        self._news = asyncio.Event()
        self._open = True

    def begin(self, first: bytes) -> None:
        """Queue what the client missed."""
        self._limit = BACKLOG + len(first)
        self.write(first)

    def write(self, data: bytes) -> None:
        """Queue ``data``, or cut a client that is too slow."""
        self._size += len(data)
        if self._size > self._limit:
            self.cut()
        elif self._open:
            self._waiting.append(data)
            self._news.set()

    def cut(self) -> None:
        """End the connection; what still waits for it is not sent."""
        self._open = False
        self._waiting.clear()
        self._news.set()

    async def run(self) -> None:
        """Send what is queued until the client goes or is cut."""
        sending = asyncio.create_task(self._pass_on())
        going = asyncio.create_task(self._wait_for_the_end())
        try:
            await asyncio.wait({sending, going}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.cut()
            self._gone(self)
            sending.cancel()
            going.cancel()

    async def _pass_on(self) -> None:
        await self._send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        while self._open:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                data = self._waiting.popleft()
                await self._send({"type": "http.response.body", "body": data, "more_body": True})
                self._size -= len(data)
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _wait_for_the_end(self) -> None:
        while self._open and (await self._receive())["type"] != "http.disconnect":
            pass


AnyStream: TypeAlias = Stream | Relay


def take_over(send: Send, ticket: Ticket, gone: Callable[[AnyStream], None]) -> Stream | None:
    """Take the transport of a request from uvicorn's protocol; None when the server is another one or the client left.

    What uvicorn knows of the connection is let go, and the stream stands in its list of connections instead, so that
    a stopping server closes it.
    """
    cycle = getattr(send, "__self__", None)
    if not isinstance(cycle, RequestResponseCycle) or cycle.disconnected or cycle.transport.is_closing():
        return None
    transport = cycle.transport
    protocol: Any = transport.get_protocol()
    stream = Stream(transport, ticket, protocol.connections, gone)
    protocol._unset_keepalive_if_required()
    protocol.connections.discard(protocol)
    protocol.connections.add(stream)
    transport.set_protocol(stream)
    cycle.response_started = cycle.response_complete = cycle.disconnected = True
    cycle.on_response = _nothing_follows
    # uvicorn's parser and protocol hold each other; without this they wait for the garbage collector.
    protocol.parser = protocol.cycle = protocol.scope = protocol.flow = None
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BACKLOG)
    return stream


def _say_nothing(data: bytes) -> None:
    """Stands in for ``write`` once a stream is over."""


def _nothing_follows() -> None:
    """Stands in for uvicorn's next request on a connection that has none."""
