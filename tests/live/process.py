"""A web process of its own, on a free port of this machine, and a client that reads its streams byte by byte."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

PATIENCE = 20.0


def url_of_the_database() -> str:
    """The ``DATABASE_URL`` of the database that the test is in."""
    of = connection.settings_dict
    user = f"&user={of['USER']}" if of["USER"] else ""
    port = f"&port={of['PORT']}" if of["PORT"] else ""
    return f"postgresql:///{of['NAME']}?host={quote(of['HOST'], safe='')}{port}{user}"


class Web:
    """One web process; the socket outlives it, as the supervisor's does."""

    def __init__(self, *, protocol: str = "httptools", clocks: str = "fast") -> None:
        self.words = [protocol, clocks]
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port: int = self.listener.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self._answers: list[Answer] = []

    def start(self) -> "Web":
        """Start, and come back when it answers."""
        self.begin()
        self.counts()
        return self

    def begin(self) -> None:
        words = [sys.executable, "-m", "tests.live.web", str(self.listener.fileno()), *self.words]
        environment = {**os.environ, "DATABASE_URL": url_of_the_database()}
        environment["DJANGO_SETTINGS_MODULE"] = "plenum.config.settings.test"
        self.process = subprocess.Popen(words, env=environment, pass_fds=[self.listener.fileno()])

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def terminate(self) -> None:
        self._end(signal.SIGTERM)

    def stop(self) -> None:
        self.terminate()
        self.listener.close()
        for answer in self._answers:
            answer.close()

    def _end(self, by: signal.Signals) -> None:
        if self.process:
            self.process.send_signal(by)
            self.process.wait(PATIENCE)
            self.process = None

    def counts(self) -> dict[str, int]:
        """What the process was asked for so far."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/counts", timeout=60) as answer:
            found: dict[str, int] = json.load(answer)
            return found

    def get(self, path: str, *, session: str | None = None, headers: Mapping[str, str] | None = None) -> "Answer":
        """One request; the answer's body can be read on as a stream."""
        self._answers.append(Answer(self.port, path, session, headers or {}))
        return self._answers[-1]


@dataclass(frozen=True)
class Said:
    """One event of a stream."""

    event: str
    id: str
    data: Any

    @property
    def number(self) -> int:
        return int(self.data["payload"]["number"])


class Answer:
    """An answer that may go on for ever."""

    def __init__(self, port: int, path: str, session: str | None, headers: Mapping[str, str]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
        lines = [f"{name}: {value}" for name, value in {"Host": "localhost", **cookie, **headers}.items()]
        self.socket.sendall("\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode("latin-1"))
        self._file = self.socket.makefile("rb")
        self._chunked = False
        self.status = 0

    def head(self) -> dict[str, str]:
        """Status and headers."""
        self.status = int(self._file.readline().split()[1])
        found = {}
        while line := self._file.readline().decode().strip():
            name, _colon, value = line.partition(":")
            found[name.lower()] = value.strip()
        self._chunked = found.get("transfer-encoding") == "chunked"
        return found

    def body(self) -> bytes:
        """The rest of a short answer."""
        length = int(self.head()["content-length"])
        return self._file.read(length)

    def _lines(self) -> Iterator[str]:
        left = b""
        while piece := self._piece():
            *lines, left = (left + piece).split(b"\n")
            yield from (line.decode() for line in lines)

    def _piece(self) -> bytes:
        if not self._chunked:
            return self._file.readline()
        size = int(self._file.readline() or b"0", 16)
        piece = self._file.read(size)
        self._file.readline()
        return piece

    def everything(self) -> Iterator[Said]:
        """All events, greetings too, until the server ends the stream."""
        if not self.status:
            self.head()
        fields = {"event": "message", "id": "", "data": ""}
        for line in self._lines():
            name, colon, value = line.partition(": ")
            if name in fields and colon:
                fields[name] = value
            elif not line and fields["data"]:
                yield Said(fields["event"], fields["id"], json.loads(fields["data"]))
                fields = {"event": "message", "id": "", "data": ""}

    def events(self) -> Iterator[Said]:
        """What is in the log, and snapshots; greetings are left out."""
        return (said for said in self.everything() if said.event != "hello")

    def greeted(self) -> list[Said]:
        """Read up to the first greeting; what was missed comes before it."""
        missed: list[Said] = []
        for said in self.stream():
            if said.event == "hello":
                return missed
            missed.append(said)
        raise AssertionError(f"the stream ended: {self.status}")

    def stream(self) -> Iterator[Said]:
        """One reader for the whole life of the answer."""
        if not hasattr(self, "_reader"):
            self._reader = self.everything()
        return self._reader

    def next(self) -> Said:
        """The next event that is no greeting."""
        return next(said for said in self.stream() if said.event != "hello")

    def ended(self) -> float:
        """Wait until the server ends the stream, whatever comes before; returns the seconds that it took."""
        begun = time.monotonic()
        try:
            for _said in self.stream():
                pass
        except ConnectionResetError:
            pass
        return time.monotonic() - begun

    def close(self) -> None:
        self._file.close()
        self.socket.close()
