"""`plenum gate`: what the gate says of files, by the very code of the web door; needs no database and keeps nothing."""

import errno
import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import django

CHUNK = 1024 * 1024
#: Why a path could not be judged at all; everything else is a verdict.
NOT_JUDGED = frozenset({"no_such_file", "not_a_file", "file_not_readable"})


def judge_files(paths: Sequence[Path], *, as_json: bool) -> None:
    """Print a line for each file; ends with code 1 when one of them could not be judged, after judging the others."""
    django.setup()
    all_judged = True
    for path in paths:
        told = _judged(path)
        _print(json.dumps(told, ensure_ascii=False) if as_json else _sentence(told))
        if told["reason"] in NOT_JUDGED:
            all_judged = False
            print(f"plenum: {_shown(told['file'])}: {told['detail']}", file=sys.stderr)
    if not all_judged:
        sys.exit(1)


def _judged(path: Path) -> dict[str, Any]:
    from plenum.files.errors import sentence
    from plenum.files.gate.verdict import Refused, refusal
    from plenum.files.sandbox.judging import judge_open

    digest = ""
    try:
        with _opened(path) as content:
            digest = _hashed(content)
            verdict = judge_open(content, path.name)
    except Refused as error:
        verdict = refusal(error)
    except OSError as error:
        missing = error.errno in (errno.ENOENT, errno.ENOTDIR)
        verdict = refusal(Refused("no_such_file" if missing else "file_not_readable"))
    return {
        "file": os.fsencode(path).decode("utf-8", "backslashreplace"),
        "verdict": "accepted" if verdict.accepted else "refused",
        "reason": verdict.code,
        "detail": sentence(verdict.code, verdict.facts) if verdict.code else "",
        "marks": [
            {"mark": mark.mark, "where": _where(mark.place, mark.page), "how": mark.how} for mark in verdict.marks
        ],
        "media_type": verdict.media_type,
        "pages": verdict.pages,
        "sha256": digest,
    }


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a regular file; raises `Refused` for whatever else lies there, without touching it.

    A pipe or a device would wait for ever, or do something, when it is opened: it is looked at first, and what was
    looked at is opened.
    """
    from plenum.files.gate.verdict import Refused

    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(place).st_mode):
            raise Refused("not_a_file")
        with open(f"/proc/self/fd/{place}", "rb") as content:
            yield content
    finally:
        os.close(place)


def _hashed(content: BinaryIO) -> str:
    """The SHA-256; raises `Refused` with ``too_large`` as the door does, without reading on."""
    from django.conf import settings

    from plenum.files.gate.verdict import Refused

    digest, size = sha256(), 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > settings.MAX_FILE_SIZE:
            raise Refused("too_large", limit=settings.MAX_FILE_SIZE // CHUNK)
        digest.update(chunk)
    return digest.hexdigest()


def _where(place: str, page: int) -> str:
    return f"{place}, page {page}" if page else place


def _sentence(told: dict[str, Any]) -> str:
    if told["verdict"] == "accepted":
        return f"accepted  {_shown(told['file'])}"
    return f"refused   {_shown(told['file'])}: {told['reason']}: {told['detail']}"


def _shown(name: str) -> str:
    """A name on one line, in its own order: what would turn the screen or end the line is written out."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)


def _print(line: str) -> None:
    """In UTF-8, whatever the terminal is said to speak."""
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.flush()
