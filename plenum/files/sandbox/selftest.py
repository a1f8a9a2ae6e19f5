"""At the start a probe tries to get out of the sandbox; conversion stays off where it succeeds."""

import os
import secrets
import socket
import tempfile
from functools import lru_cache
from pathlib import Path

from plenum.files.sandbox.pool import SandboxError, pool, run

#: Where a probe leaves a secret that must not be found inside.
CANARY = "PLENUM_SANDBOX_CANARY"


def sandbox_mode() -> str:
    """``bubblewrap``, or ``limits`` where only the kernel's limits keep a parser in its place."""
    return pool().mode


def ways_out() -> tuple[str, ...]:
    """The ways by which a probe got out of the sandbox: ``network``, ``unix``, ``files`` …; none when it holds.

    The code of a `SandboxError` when there was no answer; then the next one who asks tries again.
    """
    try:
        return _probed()
    except SandboxError as error:
        return (error.code,)


@lru_cache(maxsize=1)
def _probed() -> tuple[str, ...]:
    """The answer of the probe; once a process, since nothing changes while it runs."""
    canary = secrets.token_hex(16)
    os.environ[CANARY] = canary
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            socket.create_server(("127.0.0.1", 0)) as listener,
            socket.socket(socket.AF_UNIX) as service,
        ):
            secret = Path(folder, "secret")
            secret.write_text(canary)
            service.bind(f"{secret}.sock")
            service.listen()
            with secret.open("rb") as content:
                port = listener.getsockname()[1]
                found, _parts = run("probe", content, port=port, secret=str(secret), canary=canary)
    finally:
        del os.environ[CANARY]
    return tuple(str(way) for way in found)
