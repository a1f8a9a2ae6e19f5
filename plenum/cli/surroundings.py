"""What a verb stands on: the data folder, the secret, the host names and a database, before Django is read."""

import contextlib
import os
import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from plenum.core.postgres.cluster import APPLICATION, OWNER, Cluster, url_of
from plenum.core.postgres.lock import FolderLock, is_held
from plenum.core.postgres.outside import check_url
from plenum.core.trouble import Trouble

SETTINGS = "plenum.config.settings.local"
#: The province's, unless PLENUM_TIME_ZONE says otherwise; the same word as in the settings.
TIME_ZONE = "Asia/Ho_Chi_Minh"


def enter(data: Path) -> None:
    """Make the data folder and the secret in it, and tell Django where they are."""
    make_folder(data)
    os.environ["PLENUM_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ["TZ"] = os.environ.get("PLENUM_TIME_ZONE", TIME_ZONE)  # as Django does it: one clock in the log
    time.tzset()
    if not os.environ.get("PLENUM_SECRET_KEY"):
        make_secret(data / "secret_key")


def make_folder(data: Path) -> None:
    """Make the data folder, closed to others; raises `Trouble` when it cannot be made or written."""
    try:
        if not data.exists():
            data.mkdir(parents=True)
            data.chmod(0o700)
        (data / ".writable").touch()
        (data / ".writable").unlink()
    except OSError as error:
        raise Trouble(f"The data folder {data} cannot be written: {error.strerror}.") from None


def make_secret(path: Path) -> None:
    """Make the secret key once; a second process at the same moment finds the first one's."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    if path.exists():
        return
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as text:
        text.write(secrets.token_urlsafe(64) + "\n")
        text.flush()
        os.fsync(text.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def hosts_for(host: str) -> str:
    """The host names a browser may use for ``--host``: this machine's own when it listens everywhere."""
    names = {"localhost", "127.0.0.1", "[::1]"}
    if host in {"0.0.0.0", "::"}:  # noqa: S104 compared, not bound
        names |= {socket.gethostname(), socket.getfqdn(), *_own_addresses()}
    else:
        names.add(f"[{host}]" if ":" in host else host)
    return " ".join(sorted(names))


def _own_addresses() -> set[str]:
    found = {str(info[4][0]) for info in _look_up(socket.gethostname())}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which address would be used
        found.add(probe.getsockname()[0])
    return {f"[{address}]" if ":" in address else address for address in found}


def _look_up(name: str) -> list[tuple[object, object, object, object, tuple[object, ...]]]:
    try:
        return list(socket.getaddrinfo(name, None))
    except OSError:
        return []


@contextlib.contextmanager
def database(data: Path, *, owner: bool = False) -> Iterator[None]:
    """Point ``DATABASE_URL`` at a database for the length of the block.

    In this order: the one that the environment names, the one of the Plenum that runs on ``data``, or the embedded
    one, started for the block alone. ``owner`` connects as the role that migrates.
    """
    if os.environ.get("DATABASE_URL"):
        check_url(os.environ["DATABASE_URL"])
        if owner and os.environ.get("PLENUM_OWNER_URL"):
            check_url(os.environ["PLENUM_OWNER_URL"])
            os.environ["DATABASE_URL"] = os.environ["PLENUM_OWNER_URL"]
        yield
        return
    role = OWNER if owner else APPLICATION
    if is_held(data):
        os.environ["DATABASE_URL"] = url_of(data, role)
        yield
        return
    with FolderLock(data):
        cluster = Cluster(data)
        try:
            cluster.start()
            os.environ["DATABASE_URL"] = cluster.url(role)
            yield
        finally:
            cluster.stop()
