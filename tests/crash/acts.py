"""What the clients of the crash tests do, and how one sees afterwards that each act took effect once.

An act is a class with ``begin`` (called once a client, before anything is killed), ``do`` (carries out the act that
is named by a mark, repeating it until it is answered) and ``found`` (how often each mark exists in the database).
Put a new one into `ACTS`; every client does all of them in turn.
"""

import io
import subprocess
import sys
import time
from collections import Counter
from typing import ClassVar, Protocol

from reportlab.pdfgen.canvas import Canvas

from plenum.cli.demo.province import PASSWORD
from plenum.core.clock import now
from plenum.core.postgres.cluster import url_of
from plenum.files.store.hashing import sha256_of
from plenum.files.store.local import LocalFolder
from tests.crash.client import Client, hidden_fields
from tests.crash.hand import CHANNEL
from tests.server import Server


class Act(Protocol):
    name: ClassVar[str]

    def __init__(self, server: Server) -> None: ...

    def begin(self) -> None: ...

    def do(self, mark: str) -> None: ...

    def end(self) -> None: ...

    @staticmethod
    def found(server: Server) -> Counter[str]: ...


class Mark:
    """An act without pages: its key, its live event and its line of the record commit together or not at all."""

    name: ClassVar[str] = "mark"

    def __init__(self, server: Server) -> None:
        self.server = server
        self.hand: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        environment = {
            "DATABASE_URL": url_of(self.server.data),
            "PLENUM_DATA": str(self.server.data),
            "DJANGO_SETTINGS_MODULE": "plenum.config.settings.local",
        }
        self.hand = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.hand"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        assert self._answer() == "ready"

    def do(self, mark: str) -> None:
        while not self._given(mark):
            time.sleep(0.02)

    def end(self) -> None:
        if self.hand is not None:
            self.hand.communicate()

    @staticmethod
    def found(server: Server) -> Counter[str]:
        with server.connect() as connection:
            events = connection.execute("SELECT payload->>'mark' FROM live_event WHERE channel = %s", [CHANNEL])
            told = Counter(str(row[0]) for row in events)
            record = connection.execute("SELECT payload->>'mark' FROM audit_event WHERE act = 'crash.mark.made'")
            recorded = Counter(str(row[0]) for row in record)
        assert told == recorded
        return told

    def _given(self, mark: str) -> bool:
        assert self.hand is not None
        assert self.hand.stdin is not None
        self.hand.stdin.write(f"{mark}\n")
        self.hand.stdin.flush()
        return self._answer() == f"done {mark}"

    def _answer(self) -> str:
        assert self.hand is not None
        assert self.hand.stdout is not None
        return self.hand.stdout.readline().strip()


class Register:
    """The clerk hands in a paper and registers it, by the pages: the file, its record and its number hold together."""

    name: ClassVar[str] = "register"

    def __init__(self, server: Server) -> None:
        self.client = Client(server.port)

    def begin(self) -> None:
        self.client.sign_in("vanthu", PASSWORD)

    def do(self, mark: str) -> None:
        paper = {"content": (f"{mark}.pdf", paper_of(mark))}
        status, page, place = self.client.send("/documents/register/", {"declared": "on"}, paper)
        assert status == 302, (status, page)
        place = self.client.led(place)
        card = hidden_fields(self.client.get(place)) | {
            "abstract": mark,
            "issuer_name": "Sở Công Thương",
            "urgency": "0",
            "source": "upload",
            "arrived_on": f"{now():%Y-%m-%d}",
            "circulation": "normal",
            "language": "vi",
        }
        status, page, _place = self.client.send(place, card)
        assert status == 302, (status, page)

    def end(self) -> None:
        pass

    @staticmethod
    def found(server: Server) -> Counter[str]:
        with server.connect() as connection:
            registered = connection.execute("SELECT abstract FROM documents_document WHERE state = 'registered'")
            marks = Counter(str(row[0]) for row in registered if str(row[0]).startswith("crash-"))
            blobs = [str(row[0]) for row in connection.execute("SELECT sha256 FROM files_blob")]
        store = LocalFolder(server.data / "blobs")
        for sha256 in blobs:
            with store.open(sha256) as kept:
                assert sha256_of(kept) == sha256
        return marks


def paper_of(mark: str) -> bytes:
    """A small PDF that nobody else has handed in."""
    made = io.BytesIO()
    page = Canvas(made)
    page.drawString(72, 770, "SO CONG THUONG")
    page.drawString(72, 740, f"Bao cao {mark}")
    page.save()
    return made.getvalue()


ACTS: tuple[type[Act], ...] = (Mark, Register)
