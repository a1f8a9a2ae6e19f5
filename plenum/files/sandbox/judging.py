"""The gate from outside: a file goes in, a verdict comes out."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from plenum.files.antivirus import AntivirusSilent, AntivirusTooSmall, virus_in
from plenum.files.gate.name import check_name
from plenum.files.gate.types import PDF
from plenum.files.gate.verdict import Mark, Refused, Scan, Verdict, marks_from, refusal, scan_from, verdict_from
from plenum.files.sandbox.pool import PLACES, SandboxError, run

#: Pages that one job looks at: scans take seconds each, and a job has a minute.
BATCH = 6
#: Called with the step that begins or goes on (``structure``, ``antivirus``, ``pages``), and for the last with the
#: number of pages looked at and that of all.
Told = Callable[[str, int, int], None]


def tell_nobody(step: str, done: int, of: int) -> None:
    """For whoever only wants the verdict."""


def judge_open(content: BinaryIO, name: str, *, told: Told = tell_nobody, reads: bool = True) -> Verdict:
    """Judge an open file under the name it came with, in the sandbox; the file's position is left alone.

    First its structure and its text, then the antivirus, then the images of its pages. Those that must be read take
    seconds each: without ``reads`` a file that has any is not looked at, and its verdict is not the last word. Never
    raises for what the file is or does: what takes too long is refused as ``timed_out``, what kills
    a parser as ``reader_died``, what confuses the sandbox as ``gate_failed``.
    """
    try:
        told("structure", 0, 0)
        answer, _parts = run("judge", content, name=check_name(name))
        verdict = verdict_from(answer)
        if not verdict.accepted:
            return verdict
        told("antivirus", 0, 0)
        found = virus_in(content)
        if found:
            return refusal(Refused("virus", virus=found))
        return _looked_at(content, verdict, told) if verdict.sights and (reads or not verdict.reads) else verdict
    except AntivirusSilent:
        return refusal(Refused("antivirus_silent"))
    except AntivirusTooSmall:
        return refusal(Refused("antivirus_too_small"))
    except Refused as error:
        return refusal(error)
    except SandboxError as error:
        return refusal(Refused(error.code))
    except ValueError:
        return refusal(Refused("gate_failed"))


def frames_on(content: BinaryIO, pages: Sequence[int]) -> Iterator[Mark]:
    """The secrecy marks that show by their shape on pages of a PDF that was made here of an accepted file.

    Raises `SandboxError` when the pages can't be looked at.
    """
    try:
        for _numbers, sights in _answers(content, PDF, pages, reads=False):
            for sight in sights:
                yield from marks_from(sight["marks"])
    except (Refused, ValueError) as error:
        raise SandboxError("gate_failed") from error


def judge(path: Path, name: str, *, told: Told = tell_nobody) -> Verdict:
    """Judge the file at ``path`` as if it had been handed in under ``name``."""
    with path.open("rb") as content:
        return judge_open(content, name, told=told)


def _looked_at(content: BinaryIO, verdict: Verdict, told: Told) -> Verdict:
    """The verdict once all images are looked at: refused with the first mark, else with what was read of scans."""
    scans: list[Scan] = []
    done = 0
    told("pages", 0, len(verdict.sights))
    for numbers, sights in _answers(content, verdict.media_type, verdict.sights):
        for sight in sights:
            marks = marks_from(sight["marks"])
            if marks:
                first = marks[0]
                return refusal(Refused("secrecy_mark", mark=first.mark, place=first.place, page=first.page), marks)
            if sight["scan"] is not None:
                scans.append(scan_from(sight["scan"]))
        done += len(numbers)
        told("pages", done, len(verdict.sights))
    return replace(verdict, scans=tuple(sorted(scans, key=lambda scan: scan.page)))


def _answers(
    content: BinaryIO, media_type: str, pages: Sequence[int], *, reads: bool = True
) -> Iterator[tuple[Sequence[int], list[dict[str, Any]]]]:
    """What the sandbox saw, batch by batch, as many at a time as it has places; the first page comes first."""
    size = BATCH if media_type == PDF else 2
    waiting = [pages[start : start + size] for start in range(0, len(pages), size)]
    with ThreadPoolExecutor(PLACES) as threads:
        running: dict[Future[list[dict[str, Any]]], Sequence[int]] = {}
        try:
            while waiting or running:
                while waiting and len(running) < PLACES:
                    numbers = waiting.pop(0)
                    running[threads.submit(_look, content, media_type, list(numbers), reads)] = numbers
                ended, _others = wait(running, return_when=FIRST_COMPLETED)
                for future in ended:
                    yield running.pop(future), future.result()
        finally:
            threads.shutdown(cancel_futures=True)


def _look(content: BinaryIO, media_type: str, numbers: list[int], reads: bool) -> list[dict[str, Any]]:
    answer, _parts = run("look", content, media_type=media_type, numbers=numbers, reads=reads)
    try:
        if answer["refused"]:
            raise Refused(str(answer["refused"])[:40])
        sights: list[dict[str, Any]] = answer["sights"]
        if len(sights) != len(numbers) or not all(isinstance(sight, dict) for sight in sights):
            raise ValueError("The sandbox looked at other pages.")
    except (KeyError, TypeError) as error:
        raise ValueError("The sandbox saw nothing that makes sense.") from error
    return sights
