"""The embedded cluster: made once, started, watched, stopped, and started again after any kind of death."""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from plenum.core.leash import leashed
from plenum.core.postgres import binaries
from plenum.core.postgres.account import account_for
from plenum.core.postgres.socket import make_socket_folder, remove_socket_folder, socket_folder
from plenum.core.trouble import Trouble

VERSION = "18"
DATABASE = "plenum"
#: The pages connect as `APPLICATION`, which may not touch what was audited; migrations as `OWNER`.
SUPERUSER, OWNER, APPLICATION = "postgres", "plenum_owner", "plenum"
#: Bytes that must be free before a cluster is made, and before an existing one is started.
SPACE_TO_MAKE, SPACE_TO_START = 300 * 2**20, 50 * 2**20
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Cluster:
    """PostgreSQL in ``data/postgres``, reachable only by a unix socket in a folder closed to others.

    The caller holds the `FolderLock` of ``data``. ``settings`` are added to PostgreSQL's own, by name.
    """

    def __init__(self, data: Path, settings: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.folder = data / "postgres"
        self.log = data / "postgres.log"
        self.settings = {**SETTINGS, **(settings or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Come back when the cluster answers; recovers by itself from a crash.

        Raises `Trouble` when there is no space, no right to write, or PostgreSQL gives up (with its last words).
        """
        try:
            self.process = self._start()
        except OSError as error:
            raise Trouble(_in_a_sentence(self.data, error)) from None
        self._await_answer(self.process)
        _make_roles_and_database(self.url(SUPERUSER, "postgres"))

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, what was committed is on disk."""
        if self.process is None:
            return
        for request, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
            self.process.send_signal(request)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
                break
        self.process = None
        remove_socket_folder(self.data)

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        """The ``DATABASE_URL`` for one of the roles; raises `Trouble` when nothing runs."""
        return url_of(self.data, role, database)

    def _start(self) -> subprocess.Popen[bytes]:
        account = account_for(self.folder)
        uid, gid = account or (os.getuid(), os.getgid())
        _check_space(self.data, SPACE_TO_START if self.folder.exists() else SPACE_TO_MAKE)
        if self.folder.exists():
            _end_leftover(self.folder)
        else:
            self._make(account)
        _check_version(self.folder)
        sockets = make_socket_folder(self.data, uid, gid)
        command = [binaries.program("postgres"), "-D", str(self.folder)]
        for name, value in {**self.settings, "unix_socket_directories": f'"{sockets}"'}.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603 our own program
                leashed(command, death=signal.SIGINT, user=account, views=[*self._views(), str(sockets)]),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment(),
            )

    def _make(self, account: tuple[int, int] | None) -> None:
        """Run initdb beside the place and rename, so that a half-made cluster is never taken for a whole one."""
        half = self.folder.with_name("postgres.half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        if account:
            os.chown(half, *account)
        command = [
            *[binaries.program("initdb"), "-D", str(half), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"],
            *["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"],
            *(["--no-sync"] if self.settings.get("fsync") == "off" else []),
        ]
        made = subprocess.run(  # noqa: S603 our own program
            leashed(command, user=account, views=[*binaries.folders(), str(half)]),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            env=_environment(),
        )
        if made.returncode != 0:
            shutil.rmtree(half, ignore_errors=True)
            raise Trouble(_last_words(self.data, made.stdout + made.stderr))
        half.rename(self.folder)

    def _views(self) -> list[str]:
        return [*binaries.folders(), str(self.folder)]

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        while True:
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if (code := process.poll()) is not None:
                    said = self.log.read_text(errors="replace")
                    killed = (
                        f"PostgreSQL was killed by {signal.Signals(-code).name} while it started." if code < 0 else ""
                    )
                    raise Trouble(killed or _last_words(self.data, said)) from None
                time.sleep(0.03)


def url_of(data: Path, role: str = APPLICATION, database: str = DATABASE) -> str:
    """The address of the cluster that runs on ``data``; raises `Trouble` when none does."""
    folder = socket_folder(data)
    if folder is None:
        raise Trouble(f"No database runs on the data folder {data}: start Plenum first.")
    return f"postgresql:///{database}?host={quote(str(folder), safe='')}&user={role}"


def _environment() -> dict[str, str]:
    """Nothing of the caller's but the path: no PGHOST, no locale that this machine may not have."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _check_space(data: Path, needed: int) -> None:
    free = shutil.disk_usage(data).free
    if free < needed:
        raise Trouble(
            f"No space is left for the data folder {data}: {free // 2**20} MB are free, "
            f"{needed // 2**20} MB are needed."
        )


def _check_version(folder: Path) -> None:
    found = (folder / "PG_VERSION").read_text(encoding="ascii").strip()
    if found != VERSION:
        raise Trouble(f"The data in {folder} was made by PostgreSQL {found}; this Plenum brings {VERSION}.")


def _end_leftover(folder: Path) -> None:
    """Wait for the cluster of a supervisor that was killed: its leash has told it to stop.

    What outlives its postmaster (recovery, say, which looks up seldom) is of no use to anybody, and holds the shared
    memory that the next start needs; it is killed, as PostgreSQL's own recovery allows.
    """
    steps = ((None, 20.0), (signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))
    for request, patience in steps:
        if not (pids := _running(folder)):
            break
        for pid in pids if request else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, request or 0)
        if request is None and not _postmaster_lives(folder, pids):
            patience = 0.2
        deadline = time.monotonic() + patience
        while _running(folder) and time.monotonic() < deadline:
            time.sleep(0.02)
    if pids := _running(folder):
        raise Trouble(f"An older PostgreSQL (process {pids[0]}) does not let go of {folder}: end it first.")
    (folder / "postmaster.pid").unlink(missing_ok=True)


def _running(folder: Path) -> list[int]:
    """The processes of PostgreSQL that work in this folder."""
    here = folder.stat()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "comm").read_text() == "postgres\n":
                there = (entry / "cwd").stat()
                if (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino):
                    found.append(int(entry.name))
        except OSError:
            continue  # it ended, or it is somebody else's
    return found


def _postmaster_lives(folder: Path, pids: Sequence[int]) -> bool:
    try:
        return int((folder / "postmaster.pid").read_text(encoding="ascii").split()[0]) in pids
    except (OSError, ValueError, IndexError):
        return False


def _in_a_sentence(data: Path, error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"No space is left for the data folder {data}."
    return f"The data folder {data} cannot be used: {error.strerror}{f' ({error.filename})' if error.filename else ''}."


def _last_words(data: Path, said: str) -> str:
    if "No space left on device" in said:
        return f"No space is left for the data folder {data}."
    lines = [line for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line] or lines[-1:]
    return f"PostgreSQL did not start: {telling[-1].strip() if telling else 'it said nothing'}"


def _make_roles_and_database(url: str) -> None:
    """Idempotent, so that a death between the two statements is healed by the next start."""
    with psycopg.connect(url, autocommit=True) as connection:
        for role in (OWNER, APPLICATION):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", [role]):
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )


def _exists(connection: psycopg.Connection[tuple[object, ...]], query: str, values: Sequence[str]) -> bool:
    return connection.execute(query, values).fetchone() is not None
