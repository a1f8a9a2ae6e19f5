"""The waiting processes of one server process, and how a file is handed to one of them."""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import structlog

from plenum.files.sandbox.bubblewrap import ENVIRONMENT, bwrap_program, python_command, zygote_command
from plenum.files.sandbox.limits import MAX_ANSWER, SECONDS

#: Jobs that one server process runs at the same time; further ones wait for a place.
PLACES = 2
START_SECONDS = 60.0
CHUNK = 1024 * 1024
#: What the kernel sends to a job that used its time up.
OUT_OF_TIME = (signal.SIGALRM, signal.SIGXCPU)
KIBIBYTE = 1024

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Spent:
    """What a job took, and how it ended."""

    #: Bytes in memory at most, with the parsers that it shares with the waiting process.
    memory: int
    #: The signal that ended it; 0 when it ended by itself.
    signal: int


#: Told after each job of this process: for whoever measures.
watchers: list[Callable[[str, Spent], None]] = []


class SandboxError(Exception):
    """The job gave no answer: it took too long, died, or answered nonsense. ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Place:
    """One waiting process."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    def end(self) -> None:
        """Kill the process and everything in its world."""
        self.control.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass(slots=True)
class Pool:
    """The places of one server process."""

    #: ``bubblewrap`` or ``limits``: how the waiting processes are kept apart.
    mode: str
    free: list[Place] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    room: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(PLACES))
    #: bubblewrap dies with the *thread* that started it, so one thread that lives as long as the process starts all.
    starter: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox-starter")
    )

    @contextmanager
    def place(self) -> Iterator[Place]:
        """A waiting process for one job; it is kept for the next when the job ended well, and killed when not."""
        with self.room:
            place = self._take() or self.starter.submit(_start, self.mode).result()
            try:
                yield place
            except BaseException:
                place.end()
                raise
            with self.lock:
                self.free.append(place)

    def _take(self) -> Place | None:
        with self.lock:
            while self.free:
                place = self.free.pop()
                if place.process.poll() is None:
                    return place
                place.end()
        return None

    def close(self) -> None:
        """End every waiting process."""
        with self.lock:
            for place in self.free:
                place.end()
            self.free.clear()


_pool: Pool | None = None
_pool_lock = threading.Lock()


def pool() -> Pool:
    """The pool of this process; the first call decides whether bubblewrap works here."""
    global _pool
    with _pool_lock:
        if _pool is None:
            _pool = _open_pool()
        return _pool


def run(job: str, content: BinaryIO, *, seconds: float = SECONDS, **request: Any) -> tuple[Any, list[bytes]]:
    """Do ``job`` (a name of `work.JOBS`) on an open file inside; the answer's value and its parts.

    The file is handed over as an open descriptor: the process inside has no path to it nor to any other. Raises
    `SandboxError` with code ``timed_out``, ``reader_died`` when a parser was ended by the kernel, or ``gate_failed``.
    """
    message = json.dumps({"job": job, **request}).encode()
    with pool().place() as place:
        answer, spent = _ask(place, message, content, time.monotonic() + seconds)
    for watch in watchers:
        watch(job, spent)
    if spent.signal:
        log.warning("files.sandbox_job_killed", job=job, signal=spent.signal, memory=spent.memory)
        raise SandboxError("timed_out" if spent.signal in OUT_OF_TIME else "reader_died")
    return _read(answer)


def _ask(place: Place, message: bytes, content: BinaryIO, until: float) -> tuple[bytes, Spent]:
    theirs = os.open(f"/proc/self/fd/{content.fileno()}", os.O_RDONLY)
    receiving, sending = os.pipe()
    try:
        try:
            socket.send_fds(place.control, [message], [theirs, sending])
        except OSError as error:
            raise SandboxError("gate_failed") from error
        finally:
            os.close(theirs)
            os.close(sending)
        answer = _receive(receiving, until)
        return answer, _await_ready(place.control, until)
    finally:
        os.close(receiving)


def _receive(descriptor: int, until: float) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        _await(descriptor, until)
        chunk = os.read(descriptor, CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_ANSWER:
            raise SandboxError("gate_failed")


def _await(descriptor: int, until: float) -> None:
    waiting = select.poll()  # select() knows no descriptor over 1,023, and a live hub has thousands
    waiting.register(descriptor, select.POLLIN)
    if not waiting.poll(max(until - time.monotonic(), 0) * 1000):
        raise SandboxError("timed_out")


def _await_ready(control: socket.socket, until: float) -> Spent:
    """Wait until the process waits again; what the job before took."""
    _await(control.fileno(), until)
    word, *numbers = control.recv(64).split() or [b""]
    if word != b"ready":
        raise SandboxError("gate_failed")
    memory, ended_by = map(int, numbers or (0, 0))
    return Spent(memory * KIBIBYTE, ended_by)


def _read(answer: bytes) -> tuple[Any, list[bytes]]:
    try:
        start = 8 + int.from_bytes(answer[:8], "big")
        head = json.loads(answer[8:start])
        parts = []
        for length in head["parts"]:
            parts.append(answer[start : start + length])
            start += length
        value = head["value"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SandboxError("gate_failed") from error
    if start != len(answer):
        raise SandboxError("gate_failed")
    return value, parts


def _open_pool() -> Pool:
    """Bubblewrap where it is installed and the kernel lets it work."""
    opened = Pool(mode="bubblewrap")
    if bwrap_program() is not None:
        try:
            opened.free.append(opened.starter.submit(_start, opened.mode).result())
        except SandboxError as error:
            if error.code == "timed_out":  # a busy machine says nothing about bubblewrap: ask again with the next file
                raise
            opened.mode = "limits"
    else:
        opened.mode = "limits"
    return opened


def _start(mode: str) -> Place:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    control = theirs.fileno()
    program = bwrap_program()
    inside = mode == "bubblewrap" and program is not None
    with theirs:
        process = subprocess.Popen(  # noqa: S603 # our own interpreter, no shell
            zygote_command(program, control) if inside and program else python_command(control, inside=False),
            env=ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[control],
            start_new_session=True,
        )
    place = Place(process, ours)
    try:
        _await_ready(ours, time.monotonic() + START_SECONDS)
    except (SandboxError, OSError) as error:
        place.end()
        raise SandboxError(error.code if isinstance(error, SandboxError) else "gate_failed") from error
    return place


@atexit.register
def _close_at_exit() -> None:
    if _pool is not None:
        _pool.close()


def _forget_in_child() -> None:
    """A forked process makes its own places; these belong to its parent."""
    global _pool, _pool_lock
    if _pool is not None:
        for place in _pool.free:
            place.control.close()
        _parents.append(_pool)
    _pool, _pool_lock = None, threading.Lock()


#: Kept, so that a forked process does not ask after processes that are not its own.
_parents: list[Pool] = []
os.register_at_fork(after_in_child=_forget_in_child)
