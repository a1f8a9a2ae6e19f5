"""`./run bench fanout`: one change to thousands of screens, against the least that one core can do.

One web process, pinned to one core, holds all streams; a client in C on the other core measures every delivery. The
reference is a bare broadcaster in C on the same core with a client of the same program. Both halls sit at the same
time and are told in turn, event by event, so that whatever else the machine does meets both alike. Our events go the
whole way: an action's transaction, the log in PostgreSQL, the notification, the hub; the clock starts before the
transaction. Everything talks to 127.0.0.1 only.
"""

import argparse
import hashlib
import json
import os
import resource
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = Path(__file__).with_suffix("")
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "plenum-bench"

#: What must be reached, by the name of the figure.
GOALS = {"p99_ratio": 1.5, "cpu_ratio": 2.5, "kb_a_connection": 12.0, "lost": 0}
BYTES = 400
INTERVAL = 0.2
PATIENCE = 20
CHANNEL = "bench:1"

Figures = dict[str, float]


@dataclass(frozen=True)
class Work:
    """What one pass does."""

    clients: int
    events: int


def main(argv: Sequence[str]) -> int:
    """Run the bench; prints one line of JSON (with ``--scale`` one for each size) and returns 0 when it is reached."""
    parser = argparse.ArgumentParser(prog="fanout", description=__doc__)
    parser.add_argument("--clients", type=int, default=6000)
    parser.add_argument("--events", type=int, default=50)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--scale", action="store_true", help="a sixteenth, a quarter, and all of the clients")
    options = parser.parse_args(argv)
    _raise_limit()
    sizes = [options.clients // 16, options.clients // 4, options.clients] if options.scale else [options.clients]
    reached = True
    with _database() as prepared:
        for size in sizes:
            answer = _compare(Work(size, options.events), options.passes, prepared)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
            reached = reached and bool(answer["reached"])
    return 0 if reached else 1


def _compare(work: Work, passes: int, prepared: "Prepared") -> dict[str, object]:
    pairs = [_measure(work, prepared) for _number in range(passes)]
    ours, reference = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    our, their = _medians(ours), _medians(reference)
    ratios = {
        "p99_ratio": _ratio(our, their, "p99_ms"),
        "median_event_p99_ratio": _ratio(our, their, "median_event_p99_ms"),
        "cpu_ratio": _ratio(our, their, "cpu_us_a_delivery"),
    }
    lost = sum(figures["lost"] for figures in ours)
    found = {**ratios, "kb_a_connection": our["kb_a_connection"], "lost": lost}
    return {
        "bench": "fanout",
        "work": f"{work.clients} streams, {work.events} events of {BYTES} B, medians of {passes} passes",
        "ours": our,
        "reference": their,
        "ratios": ratios,
        "goals": GOALS,
        "reached": all(_reaches(found[name], goal) for name, goal in GOALS.items()),
        "p99_ms_of_passes": {"ours": _each(ours, "p99_ms"), "reference": _each(reference, "p99_ms")},
    }


def _reaches(figure: float | None, goal: float) -> bool:
    return figure is not None and figure <= goal


def _ratio(our: Figures, their: Figures, name: str) -> float | None:
    """Ours to the reference's; None when the reference has no such figure, which reaches no goal."""
    return round(our[name] / their[name], 2) if their["deliveries"] else None


def _medians(passes: Sequence[Figures]) -> Figures:
    return {name: round(statistics.median(figures[name] for figures in passes), 3) for name in passes[0]}


def _each(passes: Sequence[Figures], name: str) -> list[float]:
    return [figures[name] for figures in passes]


# What is measured


def _measure(work: Work, prepared: "Prepared") -> tuple[Figures, Figures]:
    """One pass: fill both halls, tell them in turn, and read what the clients saw; ours and the reference's figures."""
    with ExitStack() as stack:
        ours = _our_hall(work, prepared, stack)
        reference = _reference_hall(work, stack)
        for hall in (reference, ours):
            hall.fill(work, stack)
        begun = time.monotonic()
        for turn, hall in enumerate((reference, ours) * work.events):
            time.sleep(max(0.0, begun + turn * INTERVAL - time.monotonic()))
            hall.tell(f"{time.monotonic_ns():019d}")
        return ours.figures(), reference.figures()


class Hall:
    """A server, the client that listens to it, and the way to tell it something."""

    def __init__(self, pid: int, port: int, path: str, cookie: str, tell: Callable[[str], None]) -> None:
        self.pid, self.port, self.path, self.cookie, self.tell = pid, port, path, cookie, tell
        self.client: subprocess.Popen[bytes]

    def fill(self, work: Work, stack: ExitStack) -> None:
        """Let all clients come in."""
        words = [_program("client"), *map(str, (self.port, work.clients, work.events, PATIENCE))]
        memory = _resident(self.pid)
        self.client = stack.enter_context(
            _running([*words, self.path, self.cookie], core=CLIENT_CORE, stdout=subprocess.PIPE)
        )
        _ready, streams, seconds = _line(self.client).split()
        self.kb = (_resident(self.pid) - memory) / max(int(streams), 1)
        self.seconds = float(seconds)
        self.busy = _cpu_ns(self.pid)

    def figures(self) -> Figures:
        """What the client saw and what the server process used."""
        seen: Figures = json.loads(_line(self.client))
        used = _cpu_ns(self.pid) - self.busy
        seen["cpu_us_a_delivery"] = round(used / 1000 / max(seen["deliveries"], 1), 2)
        seen["kb_a_connection"] = round(self.kb, 2)
        seen["arrivals_a_second"] = round(seen["connections"] / self.seconds)
        return seen


def _line(process: "subprocess.Popen[bytes]") -> bytes:
    assert process.stdout is not None
    return process.stdout.readline()


def _reference_hall(work: Work, stack: ExitStack) -> Hall:
    words = [_program("reference"), str(work.clients), str(BYTES)]
    server = stack.enter_context(_running(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE))

    def tell(mark: str) -> None:
        assert server.stdin is not None
        server.stdin.write(mark.encode() + b"\n")
        server.stdin.flush()

    return Hall(server.pid, int(_line(server)), "/", "none", tell)


def _our_hall(work: Work, prepared: "Prepared", stack: ExitStack) -> Hall:
    listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=8192))
    words = [sys.executable, str(SOURCES / "server.py"), str(listener.fileno())]
    server = stack.enter_context(_running(words, env=prepared.environment, pass_fds=[listener.fileno()]))
    port = listener.getsockname()[1]
    path = f"/live/{CHANNEL}?lang=vi&after={prepared.seq()}"
    _first_answer(port, path, prepared.cookie)
    return Hall(server.pid, port, path, prepared.cookie, prepared.publish)


def _first_answer(port: int, path: str, cookie: str) -> None:
    """Wait until the server answers, and let it open the channel."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        answer = connection.recv(4096)
    if not answer.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"the hub refused the bench: {answer[:200]!r}")


# The database and the publisher


@dataclass(frozen=True)
class Prepared:
    """A database with one person who is signed in."""

    environment: Mapping[str, str]
    cookie: str

    def seq(self) -> int:
        from plenum.live.queries import cursor_of

        return int(cursor_of(CHANNEL))

    def publish(self, mark: str) -> None:
        """Publish as an action does, in a transaction of its own."""
        from django.db import transaction
        from django.utils import timezone

        from plenum.live.actions import publish

        with transaction.atomic():
            payload = {"mark": f"@@{mark}", "fill": "x" * FILL}
            publish(CHANNEL, audience="everyone", kind="tick", payload=payload, at=timezone.now())


#: What is left of an event of `BYTES` bytes for its filling, after its number, time and names.
FILL = BYTES - 159


@contextmanager
def _database() -> Iterator[Prepared]:
    """An embedded cluster on the client's core, migrated, with one session; gone afterwards."""
    from plenum.core.postgres.cluster import OWNER, Cluster
    from plenum.core.postgres.grants import grant_to

    data = Path(tempfile.mkdtemp(prefix="plenum-fanout-"))
    data.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        os.sched_setaffinity(0, {CLIENT_CORE})
        cluster = Cluster(data)
        stack.callback(cluster.stop)
        cluster.start()
        os.environ.update(
            DATABASE_URL=cluster.url(OWNER),
            DJANGO_SETTINGS_MODULE=os.environ.get("DJANGO_SETTINGS_MODULE", "plenum.config.settings.local"),
            PLENUM_DATA=str(data),
            PLENUM_SECRET_KEY=secrets.token_urlsafe(50),
            PYTHONPATH=os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        )
        (data / "static").mkdir()
        cookie = _signed_in()
        grant_to("plenum", cluster.url(OWNER))
        yield Prepared({**os.environ, "DATABASE_URL": cluster.url()}, cookie)


def _signed_in() -> str:
    """Migrate, make a person, sign them in; returns the cookie."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from plenum.directory.models import Person

    call_command("migrate", verbosity=0)
    person = Person.objects.create_user("bench", "Bench")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


# Processes

_CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = _CORES[0], _CORES[-1]


@contextmanager
def _running(
    words: Sequence[str],
    *,
    core: int = SERVER_CORE,
    env: Mapping[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
    stdout: int | None = None,
    pass_fds: Sequence[int] = (),
) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        words,
        stdin=stdin,
        stdout=stdout,
        env=env,
        pass_fds=pass_fds,
        cwd=ROOT,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def _program(name: str) -> str:
    """The compiled C program, made anew when its source changed."""
    source = SOURCES / f"{name}.c"
    program = CACHE / f"{name}-{hashlib.sha256(source.read_bytes()).hexdigest()[:16]}"
    if not program.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        half = program.with_suffix(f".{os.getpid()}")
        subprocess.run(["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", half, source], check=True)
        half.rename(program)
    return str(program)


def _resident(pid: int) -> float:
    """Resident memory of a process, in KB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1])
    raise ProcessLookupError(pid)


def _cpu_ns(pid: int) -> int:
    """Time that the threads of a process spent on a core, in nanoseconds."""
    return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{pid}/task").glob("*/schedstat"))


def _raise_limit() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
