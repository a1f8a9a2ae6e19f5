"""One process that hands files in and judges them, and whoever watches it from outside."""

import hashlib
import multiprocessing
import os
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

MEBIBYTE = 1024 * 1024
#: Seconds that a worker may take to come up on a busy machine.
START = 120.0


@dataclass(slots=True)
class Told:
    """What became of one file."""

    file: str
    #: ``accepted``, ``refused``, or ``none`` when there was no verdict.
    verdict: str = "none"
    code: str = ""
    seconds: float = 0.0
    memory_mb: int = 0
    size: int = 0
    sha256: str = ""
    #: Each begins with ``crash``, ``hang`` or ``leftover``.
    trouble: list[str] = field(default_factory=list)


class Worker:
    """A process of its own, begun anew when it dies or hangs."""

    def __init__(self, data: Path, database: str, patience: float) -> None:
        self.data, self.database, self.patience = data, database, patience
        self._begin()

    @property
    def pid(self) -> int:
        """The process of the moment."""
        return self.process.pid or 0

    def judge(self, path: Path) -> Told:
        """Have a file judged; never raises for what becomes of it."""
        told = Told(os.fsencode(path).decode("utf-8", "backslashreplace"))
        begun = time.monotonic()
        try:
            self.pipe.send(os.fsencode(path))
            if self.pipe.poll(self.patience):
                return Told(**self.pipe.recv())
            told.trouble.append(f"hang: no verdict after {self.patience:.0f} s")
        except (EOFError, OSError):
            self.process.join(5)
            told.trouble.append(f"crash: the worker ended with {self.process.exitcode}")
        told.seconds = time.monotonic() - begun
        if not self.ended:
            self._kill()
            self._begin()
        return told

    def end(self, *, at_once: bool) -> None:
        """End the process: when it is done, or in the middle of a file."""
        self.ended = True
        if not at_once:
            with suppress(OSError):
                self.pipe.send(b"")
            self.process.join(30)
        self._kill()

    def _begin(self) -> None:
        self.ended = False
        self.data.mkdir(exist_ok=True)
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, str(self.data), self.database))
        self.process.start()
        theirs.close()
        if not self.pipe.poll(START) or self.pipe.recv() != "ready":
            raise RuntimeError("A worker of the soak did not come up.")

    def _kill(self) -> None:
        for pid in [*below(self.pid), self.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.join(10)


def work(pipe: Connection, data: str, database: str) -> None:
    """The process's life: a path in, what became of the file out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    settings.DATA = Path(data)
    temporary = Path(data, "temporary")
    temporary.mkdir(exist_ok=True)
    tempfile.tempdir = str(temporary)
    from plenum.files.sandbox import pool as pools

    spent: list[pools.Spent] = []
    pools.watchers.append(lambda _job, told: spent.append(told))
    own = len(below(os.getpid()))
    pipe.send("ready")
    while path := pipe.recv():
        spent.clear()
        told = _judged(Path(os.fsdecode(path)), Path(data))
        told.memory_mb = max((one.memory for one in spent), default=0) // MEBIBYTE
        told.trouble += [f"crash: ended by signal {one.signal}" for one in spent if one.signal]
        told.trouble += [f"leftover: {name}" for name in _left(Path(data))]
        # bubblewrap itself and the process that waits in it, for each place.
        processes = len(below(os.getpid())) - own - 2 * len(pools.pool().free)
        if processes > 0:
            told.trouble.append(f"leftover: {processes} processes")
        pipe.send(asdict(told))


def below(pid: int) -> list[int]:
    """Every process that comes from this one."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            children.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))

    def walk(parent: int) -> Iterator[int]:
        for child in children.get(parent, []):
            yield child
            yield from walk(child)

    return list(walk(pid))


def lives(pid: int) -> bool:
    """True for a process that still does something a moment after its end; one that is only not buried yet does not."""
    for _time in range(50):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return False
        except OSError:
            return False
        time.sleep(0.1)
    return True


def _judged(path: Path, data: Path) -> Told:
    from plenum.core.errors import Refusal

    told = Told(os.fsencode(path).decode("utf-8", "backslashreplace"))
    begun = time.monotonic()
    try:
        with path.open("rb") as content:
            told.sha256, told.size = hashlib.file_digest(content, "sha256").hexdigest(), content.tell()
            content.seek(0)
            told.verdict, told.code = _handed_in(content, path.name)
    except Refusal as refused:
        told.verdict, told.code = "refused", refused.code
    except Exception:
        told.trouble.append(f"crash: {traceback.format_exc(limit=-2)}")
    told.seconds = round(time.monotonic() - begun, 3)
    return told


def _handed_in(content: Any, name: str) -> tuple[str, str]:
    """Hand the file in and do its jobs, as a worker takes them out of the queue."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    from plenum.core.actor import SYSTEM
    from plenum.core.clock import now
    from plenum.files.actions.intake import hand_in

    submission = hand_in(files=[(content, name)], declared=True, by=SYSTEM, at=now())
    queued = ProcrastinateJob.objects.filter(args__submission_id=submission.pk).order_by("pk")
    last = 0
    while job := queued.filter(pk__gt=last).first():
        app.tasks[job.task_name].func(**job.args)
        last = job.pk
    intake = submission.intakes.get()
    return intake.state, intake.code


def _left(data: Path) -> list[str]:
    """What lies in the quarantine, on its way in, or among the temporary files."""
    places = (data / "blobs" / "quarantine", data / "blobs" / "incoming", data / "temporary")
    return [str(path.relative_to(data)) for place in places if place.exists() for path in place.iterdir()]
