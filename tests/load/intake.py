"""`./run bench intake`: from the door to a stored, readable file: streamed, judged in the sandbox, kept, text stored.

Four real files are handed in again and again, each time with other bytes: a State letter, a Party document of two
pages, a Word file and a report of 300 pages. Beside the whole act stands the time of its reading alone, in this
process, without sandbox, store and database: the ratio is what safety costs. Page images are measured apart.
"""

import argparse
import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

#: Seconds for the slowest of the ordinary files, and for the report of 300 pages.
GOALS = {"ordinary_p95_s": 0.3, "pages_300_p95_s": 3.0, "first_page_of_300_s": 1.0}

Make = Callable[[int], tuple[str, bytes]]


def main(argv: Sequence[str]) -> int:
    """Run the bench; prints one line of JSON and returns 0 when the goals are reached."""
    parser = argparse.ArgumentParser(prog="intake", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.test")
    from tests.checks import database

    with database():
        import django
        from django.test.utils import get_runner

        django.setup()
        from django.conf import settings

        runner = get_runner(settings)(verbosity=0, interactive=False)
        old = runner.setup_databases()
        try:
            with tempfile.TemporaryDirectory() as folder:
                settings.DATA = Path(folder)
                return 0 if measure(options.rounds) else 1
        finally:
            runner.teardown_databases(old)


def measure(rounds: int) -> bool:
    """Hand every file in so many times and print the line; True when the goals are reached."""
    from plenum.files.gate.pipeline import judge_bytes

    hand_in(*MAKERS["pages_2"](10_000))  # the waiting process starts once, with the server
    ours: dict[str, float] = {}
    reference: dict[str, float] = {}
    for kind, make in MAKERS.items():
        whole, bare = [], []
        for number in range(rounds if kind != "pages_300" else max(rounds // 4, 3)):
            name, data = make(number)
            whole.append(seconds(partial(hand_in, name, data)))
            bare.append(seconds(partial(judge_bytes, name, data)))
        ours |= {f"{kind}_p50_s": middle(whole), f"{kind}_p95_s": high(whole)}
        reference |= {f"{kind}_p50_s": middle(bare)}
    ours["ordinary_p95_s"] = max(ours[f"{kind}_p95_s"] for kind in ("letter", "pages_2", "word"))
    ours["first_page_of_300_s"] = first_page()
    reached = all(ours[name] <= goal for name, goal in GOALS.items())
    line = {
        "bench": "intake",
        "work": {"rounds": rounds, "files": list(MAKERS)},
        "ours": ours,
        "reference": reference,
        "ratios": {kind: round(ours[f"{kind}_p50_s"] / reference[f"{kind}_p50_s"], 2) for kind in MAKERS},
        "goals": GOALS,
        "reached": reached,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    return reached


def hand_in(name: str, data: bytes) -> object:
    """Hand one file in, which must be accepted."""
    from plenum.core.actor import SYSTEM
    from plenum.core.clock import now
    from plenum.files.checking import submit_file

    intake = submit_file(content=io.BytesIO(data), name=name, declared=True, by=SYSTEM, at=now())
    assert intake.blob is not None, intake.code
    return intake.blob


def first_page() -> float:
    """Seconds until the first page of a report of 300 pages is there as an image."""
    from plenum.files.models import Blob
    from plenum.files.queries.blobs import page_image

    blob = Blob.objects.filter(pages=300).latest("pk")
    return round(seconds(lambda: page_image(blob, 1, 800)), 3)


def letter(number: int) -> tuple[str, bytes]:
    from tests.papers import state_letter_pdf

    return "công văn.pdf", state_letter_pdf(number=str(number))


def word(number: int) -> tuple[str, bytes]:
    from tests.papers import party_document_docx

    return "báo cáo.docx", party_document_docx(number=str(number))


def pages(count: int) -> Make:
    def make(number: int) -> tuple[str, bytes]:
        from tests.papers import many_pages_pdf

        return "báo cáo.pdf", many_pages_pdf(count, f"Tiến độ cấp nước sạch của các xã, kỳ {number}.")

    return make


MAKERS: dict[str, Make] = {"letter": letter, "pages_2": pages(2), "word": word, "pages_300": pages(300)}


def seconds(act: Callable[[], object]) -> float:
    """How long ``act`` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def middle(times: list[float]) -> float:
    """The median, in thousandths."""
    return round(statistics.median(times), 3)


def high(times: list[float]) -> float:
    """The 95th percentile, in thousandths."""
    return round(sorted(times)[min(int(len(times) * 0.95), len(times) - 1)], 3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
