"""Keeps the parts of the program running: starts them, starts again what dies, and stops all of them together."""

import logging
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

log = logging.getLogger("plenum")

#: Seconds: the first pause before a dead part is started again, the longest, and how long a life counts as healthy.
FIRST_PAUSE, LONGEST_PAUSE, HEALTHY = 0.1, 10.0, 30.0
#: Seconds that a part may take to end by itself.
GRACE = 10.0
STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


class Stopped(Exception):
    """Somebody asked the program to end."""


class Failed(Exception):
    """A step that has to succeed did not."""


@dataclass
class Part:
    """One process of the program. ``start`` makes it and comes back when it is there."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    #: Ends it; without one it gets SIGTERM together with the others. A part with one carries those started after it.
    stop: Callable[[], None] | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    pause: float = field(default=FIRST_PAUSE, init=False)
    due: float = field(default=0.0, init=False)

    def is_running(self) -> bool:
        """True until the process has ended."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Runs in the main thread of a process that has no other: children hang on the life of the thread that made them.

    Signals are blocked and taken one by one, so that none is lost and none interrupts anything.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._stop_asked = False

    def __enter__(self) -> "Supervisor":
        signal.pthread_sigmask(signal.SIG_BLOCK, {*STOPPING, signal.SIGCHLD})
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})

    def start(self, part: Part) -> None:
        """Start a part and keep it running from now on."""
        self.parts.append(part)
        self._start(part)

    def run(self, name: str, make: Callable[[], subprocess.Popen[bytes]]) -> None:
        """Run one step to its end; raises `Failed` when it does not succeed and `Stopped` when asked to stop."""
        step = Part(name, make)
        step.process = make()
        try:
            while step.is_running():
                self._wait(1.0)
                self._revive()
        finally:
            _end([step])
        if step.process.returncode != 0:
            raise Failed(f"{name} ended with code {step.process.returncode}")

    def watch(self, tick: Callable[[], None] | None = None) -> None:
        """Keep every part running until asked to stop (raises `Stopped`); ``tick`` is called a few times a second."""
        while True:
            self._wait(0.2)
            self._revive()
            if tick is not None:
                tick()

    def stop(self) -> None:
        """End every part, the last started first where order matters."""
        plain = [part for part in self.parts if part.stop is None]
        _end(plain)
        for part in reversed(self.parts):
            if part.stop is not None:
                part.stop()
        self.parts.clear()

    def _wait(self, seconds: float) -> None:
        found = signal.sigtimedwait([*STOPPING, signal.SIGCHLD], seconds)
        if found is not None and found.si_signo != signal.SIGCHLD:
            raise Stopped

    def _revive(self) -> None:
        now = time.monotonic()
        for part in self.parts:
            if part.is_running():
                continue
            if part.process is not None:
                self._note_death(part, part.process.returncode, now)
            if now >= part.due:
                self._start(part)
            if part.stop is not None and not part.is_running():
                return  # what stands on it waits

    def _note_death(self, part: Part, code: int, now: float) -> None:
        part.pause = FIRST_PAUSE if now - part.started > HEALTHY else min(part.pause * 2, LONGEST_PAUSE)
        part.due = now + part.pause
        part.process = None
        log.warning("%s %s; starting it again in %.1f s", part.name, _death(code), part.pause)

    def _start(self, part: Part) -> None:
        try:
            part.process = part.start()
        except Exception as error:
            if part.started == 0.0:
                raise
            part.pause = min(part.pause * 2, LONGEST_PAUSE)
            part.due = time.monotonic() + part.pause
            log.error("%s does not start: %s; trying again in %.1f s", part.name, error, part.pause)
            return
        part.started = time.monotonic()
        log.info("%s runs (process %s)", part.name, part.process.pid)


def _death(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def _end(parts: Sequence[Part]) -> None:
    """Ask all at once, wait for each, and kill what does not end."""
    running = [part.process for part in parts if part.process is not None and part.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
