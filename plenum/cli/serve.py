"""`plenum serve` and `plenum demo`: every part of the program under one supervisor, on one data folder."""

import contextlib
import errno
import http.client
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from logging.config import dictConfig
from pathlib import Path

from plenum.cli.supervisor import Failed, Part, Stopped, Supervisor
from plenum.cli.surroundings import enter, hosts_for
from plenum.cli.vendor import missing_copies
from plenum.core.leash import leashed
from plenum.core.logs import logging_of
from plenum.core.postgres.cluster import OWNER, Cluster
from plenum.core.postgres.lock import FolderLock
from plenum.core.postgres.outside import check_url
from plenum.core.queues import QUICK, SLOW
from plenum.core.trouble import Trouble

log = logging.getLogger("plenum")

#: Connections that may wait to be accepted: a hall of people who come back at the same moment.
BACKLOG = 8192
#: Open files and connections a process may have, where the system allows it.
FILES = 65536
#: Seconds to wait for a port that the parts of a killed program still hold.
PORT_PATIENCE = 3.0
INDEXER = "*/management/commands/indexer.py"
#: The words that `plenum prepare` leaves for the end of the start.
WELCOME = "welcome.txt"


def serve(options: Namespace, *, demo: bool) -> None:
    """Run until Ctrl-C or SIGTERM; raises `Trouble` with one sentence when the surroundings do not allow it."""
    enter(options.data)
    dictConfig(logging_of(os.environ.get("PLENUM_LOGS", "readable")))
    _check_front_end()
    _raise_limit()
    os.environ.setdefault("PLENUM_HOSTS", hosts_for(options.host))
    with FolderLock(options.data), _listening(options.host, options.port) as listener, Supervisor() as supervisor:
        with contextlib.suppress(Stopped):
            _run(supervisor, listener, options, demo=demo)
        log.info("stopping")
    log.info("stopped")


def _run(supervisor: Supervisor, listener: socket.socket, options: Namespace, *, demo: bool) -> None:
    begun = time.monotonic()
    urls = _database(supervisor, options.data)
    (options.data / WELCOME).unlink(missing_ok=True)
    preparation = ["prepare", *(["--demo", f"--scale={options.scale}"] if demo else [])]
    preparation += ["--people-only"] if options.people_only else []
    log.info("preparing the database and the static files")
    try:
        supervisor.run("preparation", lambda: _verb(preparation, {"DATABASE_URL": urls["owner"]}))
    except Failed:
        raise Trouble("The database could not be prepared: the lines above say why.") from None
    pages = {"DATABASE_URL": urls["pages"]}
    for number in range(options.workers):
        supervisor.start(Part(f"web {number + 1}", lambda: _web(listener, pages)))
    supervisor.start(Part("worker", lambda: _verb(["worker", f"--queues={','.join(QUICK)}"], pages)))
    supervisor.start(Part("reader", lambda: _verb(["worker", f"--queues={','.join(SLOW)}", "--concurrency=1"], pages)))
    if any(Path(__file__).parents[1].glob(INDEXER)):
        supervisor.start(Part("indexer", lambda: _verb(["indexer"], pages)))
    supervisor.watch(_announce(listener, options, begun))


def _database(supervisor: Supervisor, data: Path) -> dict[str, str]:
    """The addresses for the pages and for migrations; starts the embedded cluster unless another one is named."""
    outside = os.environ.get("DATABASE_URL")
    if outside:
        owner = os.environ.get("PLENUM_OWNER_URL") or outside
        for url in {outside, owner}:
            check_url(url)
        return {"pages": outside, "owner": owner}
    cluster = Cluster(data)
    supervisor.start(Part("postgres", lambda: _started(cluster), stop=cluster.stop))
    return {"pages": cluster.url(), "owner": cluster.url(OWNER)}


def _started(cluster: Cluster) -> subprocess.Popen[bytes]:
    cluster.start()
    assert cluster.process is not None  # noqa: S101 for the type checker: start() raises or has a process
    return cluster.process


def _verb(words: list[str], environment: Mapping[str, str], files: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
    """Another verb of this program as a process on a leash."""
    return subprocess.Popen(  # noqa: S603 our own program
        leashed([sys.executable, "-m", "plenum.cli.main", *words], death=signal.SIGKILL),
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        pass_fds=files,
    )


def _web(listener: socket.socket, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return _verb(["web", f"--socket={listener.fileno()}"], environment, (listener.fileno(),))


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """The socket that all web processes accept from; it outlives them, so no connection is refused at a restart."""
    deadline = time.monotonic() + PORT_PATIENCE
    while True:
        try:
            listener = _bound(host, port)
            break
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise Trouble(_port_in_a_sentence(host, port, error)) from None
            time.sleep(0.1)
    with listener:
        yield listener


def _bound(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def _port_in_a_sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use: stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by an ordinary user: choose one above 1023 with --port."
    return f"The address {host}, port {port}, cannot be used: {error.strerror}."


def _check_front_end() -> None:
    if missing_copies():
        raise Trouble("The front-end packages are missing: run `./run setup` in the checkout, or install Plenum again.")


def _raise_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _announce(listener: socket.socket, options: Namespace, begun: float) -> Callable[[], None]:
    """What the supervisor calls until the pages answer, and once then: the address and where to begin."""
    host = "127.0.0.1" if options.host in {"0.0.0.0", "::", ""} else options.host  # noqa: S104 compared, not bound
    port = listener.getsockname()[1]
    told = False

    def announce() -> None:
        nonlocal told
        if told or not _answers(host, port):
            return
        told = True
        log.info("ready after %.1f s", time.monotonic() - begun)
        shown = f"[{host}]" if ":" in host else host
        welcome = options.data / WELCOME
        words = welcome.read_text(encoding="utf-8") if welcome.exists() else "Plenum runs at {address}\n"
        print("\n" + words.replace("{address}", f"http://{shown}:{port}/"), flush=True)

    return announce


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=0.5)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
