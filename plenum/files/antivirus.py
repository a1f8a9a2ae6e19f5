"""Asking clamd over its unix socket; the bytes are streamed to it, so it needs no right to any folder of ours."""

import socket
from contextlib import suppress
from typing import BinaryIO

from django.conf import settings

from plenum.files.store.hashing import CHUNK

#: Seconds in which clamd must take or answer something.
PATIENCE = 60.0
LONGEST_ANSWER = 4_096


class AntivirusTooSmall(Exception):
    """clamd takes no file of this size (its ``StreamMaxLength``)."""


class AntivirusSilent(Exception):
    """clamd is configured, and does not answer or gives no verdict: nobody can say that the file is clean."""


def virus_in(content: BinaryIO) -> str:
    """The name of what clamd found; empty when it found nothing or none is configured (`settings.CLAMD`).

    The file's position is left alone. Raises `AntivirusSilent` and `AntivirusTooSmall`.
    """
    if not settings.CLAMD:
        return ""
    with open(f"/proc/self/fd/{content.fileno()}", "rb") as file:
        answer = _ask(b"zINSTREAM\0", file)
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")[:200]
    if "size limit exceeded" in answer:
        raise AntivirusTooSmall
    raise AntivirusSilent(answer)


def why_antivirus_is_silent() -> str:
    """For `plenum doctor`: empty when clamd answers or none is configured, else what happened."""
    if not settings.CLAMD:
        return ""
    try:
        answer = _ask(b"zPING\0")
    except AntivirusSilent as silent:
        return str(silent)
    return "" if answer == "PONG" else f"it said {answer}"


def _ask(command: bytes, content: BinaryIO | None = None) -> str:
    try:
        with socket.socket(socket.AF_UNIX) as clamd:
            clamd.settimeout(PATIENCE)
            clamd.connect(settings.CLAMD)
            clamd.sendall(command)
            if content is not None:
                _send(clamd, content)
            return _answer(clamd)
    except OSError as error:
        raise AntivirusSilent(error.strerror or str(error)) from error


def _send(clamd: socket.socket, content: BinaryIO) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # it has had enough, and says why
        while chunk := content.read(CHUNK):
            clamd.sendall(len(chunk).to_bytes(4, "big") + chunk)
        clamd.sendall(bytes(4))


def _answer(clamd: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = clamd.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
