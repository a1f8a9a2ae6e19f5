"""The gate from outside: a file goes in, a verdict comes out."""

from pathlib import Path
from typing import BinaryIO

from plenum.files.gate.name import check_name
from plenum.files.gate.verdict import Refused, Verdict, refusal, verdict_from
from plenum.files.sandbox.pool import SandboxError, run


def judge_open(content: BinaryIO, name: str) -> Verdict:
    """Judge an open file under the name it came with, in the sandbox; the file's position is left alone.

    Never raises for what the file is or does: what takes too long is refused as ``timed_out``, what kills or confuses
    the sandbox as ``gate_failed``.
    """
    try:
        answer, _parts = run("judge", content, name=check_name(name))
        return verdict_from(answer)
    except Refused as error:
        return refusal(error)
    except SandboxError as error:
        return refusal(Refused(error.code))
    except ValueError:
        return refusal(Refused("gate_failed"))


def judge(path: Path, name: str) -> Verdict:
    """Judge the file at ``path`` as if it had been handed in under ``name``."""
    with path.open("rb") as content:
        return judge_open(content, name)
