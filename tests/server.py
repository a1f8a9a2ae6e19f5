"""The whole program as its user runs it: a supervisor with database, web, worker and indexer on a folder of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg

from plenum.core.leash import leashed
from plenum.core.postgres.cluster import SUPERUSER, url_of

#: Seconds that a start may take on a busy machine.
PATIENCE = 300.0
#: Gathered and compressed once for all runs, until a static file changes.
STATIC = Path(__file__).parents[1] / ".cache" / "static"
#: What the command lines of the parts hold.
PARTS = {
    "postgres": "bin/postgres",
    "web": "plenum.cli.main web",
    "worker": "plenum.cli.main worker",
    "indexer": "plenum.cli.main indexer",
}


class Server:
    """``plenum demo`` with ``scale`` people (and ``papers``), or ``plenum serve``; a fresh folder and a free port."""

    def __init__(
        self, *, scale: int | None = None, papers: bool = True, workers: int = 1, covered: bool = False
    ) -> None:
        self.papers = papers
        self.covered = covered
        self.data = Path(tempfile.mkdtemp(prefix="plenum-server-"))
        self.scale = scale
        self.workers = workers
        self.address = ""
        self.port = 0
        self.process: subprocess.Popen[str] | None = None
        self._ready = threading.Event()

    def start(self) -> None:
        """Come back when the first page is served; the port stays the same at the next start."""
        verb = (
            ["serve"]
            if self.scale is None
            else ["demo", f"--scale={self.scale}", *([] if self.papers else ["--people-only"])]
        )
        options = [f"--data={self.data}", f"--port={self.port}", f"--workers={self.workers}"]
        environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
        if not self.covered:  # what counts the lines makes a program slow
            environment = {k: v for k, v in environment.items() if not k.startswith("COVERAGE_")}
        environment["PLENUM_STATIC"] = str(STATIC)
        environment["PLENUM_WORKER_SILENCE"] = "3"
        self._ready.clear()
        with (self.data.parent / f"{self.data.name}.log").open("a") as log:
            self.process = subprocess.Popen(
                leashed([sys.executable, "-m", "plenum.cli.main", *verb, *options], death=signal.SIGTERM),
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                text=True,
            )
        self._listener = threading.Thread(target=self._listen, args=(self.process,), daemon=True)
        self._listener.start()
        deadline = time.monotonic() + PATIENCE
        while not self._ready.wait(0.1):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server did not start:\n{self.log()}")

    def stop(self) -> None:
        """Stop as Ctrl-C does, and leave nothing behind."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self._listener.join()
        shutil.rmtree(self.data, ignore_errors=True)
        (self.data.parent / f"{self.data.name}.log").unlink(missing_ok=True)

    def log(self) -> str:
        """What the program wrote so far."""
        return (self.data.parent / f"{self.data.name}.log").read_text(errors="replace")

    def pids(self, part: str) -> list[int]:
        """The processes of one of `PARTS`, or of the ``supervisor``."""
        assert self.process is not None
        if part == "supervisor":
            return [self.process.pid]
        return [pid for pid in _children(self.process.pid) if PARTS[part] in _command_line(pid)]

    def kill(self, part: str) -> None:
        """SIGKILL every process of a part."""
        for pid in self.pids(part):
            os.kill(pid, signal.SIGKILL)

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection to the server's database that may do everything: for looking, and for setting the scene."""
        return psycopg.connect(url_of(self.data, SUPERUSER), autocommit=True)

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        """Read what the program says until it ends: a full pipe would stop it."""
        assert process.stdout is not None
        with process.stdout as said:
            for line in said:
                found = re.search(r"http://[\w.]+:(\d+)", line)
                if found and not self._ready.is_set():
                    self.address, self.port = found[0], int(found[1])
                    self._ready.set()


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
