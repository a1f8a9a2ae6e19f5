"""Office files to PDF by LibreOffice: one fresh profile a file, in bubblewrap or not at all."""

import os
import resource
import select
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from typing import BinaryIO

from plenum.files.gate.types import DOCX, ODT, PPTX, XLSX
from plenum.files.sandbox.bubblewrap import bwrap_program, isolation
from plenum.files.sandbox.pool import SandboxError
from plenum.files.sandbox.selftest import sandbox_mode, ways_out

SECONDS = 60
#: LibreOffice maps far more than it uses.
MEMORY = 4 * 1024 * 1024 * 1024
MAX_PDF = 256 * 1024 * 1024
CHUNK = 1024 * 1024
#: A folder in memory that exists inside only, for one file.
ROOM = "/tmp"  # noqa: S108
EXTENSIONS = {DOCX: "docx", XLSX: "xlsx", PPTX: "pptx", ODT: "odt"}
#: Settings that a converter reads; nothing in them tells of this machine's work.
CONFIGURATION = ("/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache", "/etc/alternatives")


def why_conversion_is_off() -> str:
    """``no_bubblewrap``, ``sandbox_leaks``, ``no_libreoffice``; empty when office files can be converted."""
    if sandbox_mode() != "bubblewrap":
        return "no_bubblewrap"
    if ways_out():
        return "sandbox_leaks"
    return "" if office_program() else "no_libreoffice"


def office_program() -> str | None:
    """Where LibreOffice is, if it is; only a program below /usr can be seen from inside."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found if found and os.path.realpath(found).startswith("/usr/") else None


def to_pdf(content: BinaryIO, media_type: str) -> bytes:
    """The file laid out as a PDF. Raises `SandboxError` with ``timed_out`` or ``not_converted``."""
    bwrap, office = bwrap_program(), office_program()
    if bwrap is None or office is None or media_type not in EXTENSIONS:
        raise SandboxError("not_converted")
    with open(f"/proc/self/fd/{content.fileno()}", "rb") as inside:
        pdf = _run(_command(bwrap, office, EXTENSIONS[media_type], inside.fileno()), inside.fileno())
    if not pdf.startswith(b"%PDF-"):
        raise SandboxError("not_converted")
    return pdf


def _command(bwrap: str, office: str, extension: str, descriptor: int) -> list[str]:
    configuration = [argument for path in CONFIGURATION for argument in ("--ro-bind-try", path, path)]
    convert = (
        f"{os.path.realpath(office)} --headless --norestore --nolockcheck -env:UserInstallation=file://{ROOM}/profile"
        f" --convert-to pdf --outdir {ROOM}/out {ROOM}/file.{extension} >/dev/null 2>&1 && cat {ROOM}/out/file.pdf"
    )
    return [
        *isolation(bwrap),
        *configuration,
        *("--proc", "/proc", "--size", str(512 * 1024 * 1024), "--tmpfs", ROOM),
        *("--ro-bind-data", str(descriptor), f"{ROOM}/file.{extension}"),
        *("--setenv", "HOME", ROOM, "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LC_ALL", "C.UTF-8"),
        *("--chdir", ROOM, "/bin/sh", "-c", convert),
    ]


def _run(command: list[str], descriptor: int) -> bytes:
    process = subprocess.Popen(  # noqa: S603 # our own command, no input of anybody in it
        command,
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=[descriptor],
        start_new_session=True,
    )
    resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (MAX_PDF, MAX_PDF))
    resource.prlimit(process.pid, resource.RLIMIT_CORE, (0, 0))
    try:
        return _receive(process, time.monotonic() + SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _receive(process: subprocess.Popen[bytes], until: float) -> bytes:
    if process.stdout is None:
        raise SandboxError("not_converted")
    descriptor = process.stdout.fileno()
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    chunks: list[bytes] = []
    while waiting.poll(max(until - time.monotonic(), 0) * 1000):
        chunk = os.read(descriptor, CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        if sum(map(len, chunks)) > MAX_PDF:
            raise SandboxError("not_converted")
    raise SandboxError("timed_out")
