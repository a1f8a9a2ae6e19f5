"""`plenum gate`: what the gate says of files, by the very code of the web door; needs no database and keeps nothing."""

import json
import sys
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any

import django


def judge_files(paths: Sequence[Path], *, as_json: bool) -> None:
    """Print a line for each file; ends with code 1 when one of them could not be opened."""
    django.setup()
    all_judged = True
    for path in paths:
        told = _judged(path)
        all_judged = all_judged and told["reason"] != "unreadable_path"
        print(json.dumps(told, ensure_ascii=False) if as_json else _sentence(told), flush=True)
    if not all_judged:
        sys.exit(1)


def _judged(path: Path) -> dict[str, Any]:
    from plenum.files.errors import sentence
    from plenum.files.sandbox.judging import judge_open

    told: dict[str, Any] = {"file": str(path), "verdict": "refused", "reason": "", "detail": "", "marks": []}
    try:
        with path.open("rb") as content:
            told |= {"sha256": file_digest(content, "sha256").hexdigest()}
            verdict = judge_open(content, path.name)
    except OSError as error:
        return {**told, "reason": "unreadable_path", "detail": error.strerror or str(error)}
    return {
        **told,
        "verdict": "accepted" if verdict.accepted else "refused",
        "reason": verdict.code,
        "detail": sentence(verdict.code, verdict.facts) if verdict.code else "",
        "marks": [
            {"mark": mark.mark, "where": _where(mark.place, mark.page), "how": mark.how} for mark in verdict.marks
        ],
        "media_type": verdict.media_type,
        "pages": verdict.pages,
    }


def _where(place: str, page: int) -> str:
    return f"{place}, page {page}" if page else place


def _sentence(told: dict[str, Any]) -> str:
    if told["verdict"] == "accepted":
        return f"accepted  {told['file']}"
    return f"refused   {told['file']}: {told['reason']}: {told['detail']}"
