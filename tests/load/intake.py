"""`./run bench intake`: 200 mixed files, from the request that hands them in to their verdicts.

The whole program with its workers, on a folder of its own. First ordinary files one at a time, each timed until its
verdict is there, and reports of growing length. Then all files one after the other, as fast as that goes: letters, Word
files, workbooks, slides, reports of 300 pages, scans, and some that must be refused, judged by the jobs. The reference
reads the same files by the bare gate in one process, without sandbox, jobs, store and database.
"""

import argparse
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tests.server import Server

#: Seconds of one request and until a verdict; wrong verdicts; what four times the pages cost.
GOALS = {"wrong": 0, "hand_in_p95_s": 0.2, "ordinary_p95_s": 1.0, "pages_300_s": 3.0, "growth": 4.0}
#: Parts of the mixture, in hundredths.
MIXTURE = {"letter": 22, "pages_2": 20, "word": 20, "sheet": 10, "slides": 8, "open": 5, "pages_300": 2} | {
    "scan": 3,
    "marked": 5,
    "cut": 3,
    "macro": 2,
}
#: Pages of the reports whose cost is compared.
LENGTHS = (20, 80, 320)
#: Seconds between two looks at whether a verdict is there.
PACE = 0.005


@dataclass(frozen=True)
class File:
    """A file with the code that it must get; empty when it must enter."""

    name: str
    data: bytes
    code: str = ""


def main(argv: Sequence[str]) -> int:
    """Run the bench; prints one line of JSON and returns 0 when the goals are reached."""
    parser = argparse.ArgumentParser(prog="intake", description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=20, help="ordinary files that are handed in one at a time")
    options = parser.parse_args(argv)
    server = Server()
    try:
        server.start()
        from plenum.core.postgres.cluster import SUPERUSER, url_of

        os.environ["DATABASE_URL"] = url_of(server.data, SUPERUSER)
        os.environ["DJANGO_SETTINGS_MODULE"] = "plenum.config.settings.test"
        import django

        django.setup()
        from django.conf import settings

        settings.DATA = server.data
        return 0 if measure(options.files, options.rounds) else 1
    finally:
        server.stop()


def measure(count: int, rounds: int) -> bool:
    """Hand everything in and print the line; True when the goals are reached."""
    files = list(mixed(count))
    until_verdict(File("a.pdf", paged(2, "lần đầu")))  # the sandbox starts once, with the worker
    ordinary = [until_verdict(MAKERS[("letter", "pages_2", "word")[n % 3]](100_000 + n)) for n in range(rounds)]
    costs = [min(until_verdict(File("a.pdf", paged(pages, f"lần {n}"))) for n in range(3)) for pages in LENGTHS]
    report_300 = min(until_verdict(MAKERS["pages_300"](200_000 + n)) for n in range(3))
    begun = time.perf_counter()
    requests: list[float] = []
    submissions: list[int] = []
    for file in files:
        at = time.perf_counter()
        submissions.append(handed_in(file))
        requests.append(time.perf_counter() - at)
    codes = verdicts(submissions)
    whole = time.perf_counter() - begun
    wrong = [(file, code) for file, code in zip(files, codes, strict=True) if code != file.code]
    for file, code in wrong:
        sys.stderr.write(f"intake: {file.name} is told {code or 'accepted'}, not {file.code or 'accepted'}\n")
    bare = seconds(lambda: [read_bare(file) for file in files])
    ours = {
        "files_per_s": round(count / whole, 2),
        "wrong": len(wrong),
        "hand_in_p50_s": middle(requests),
        "hand_in_p95_s": high(requests),
        "ordinary_p50_s": middle(ordinary),
        "ordinary_p95_s": high(ordinary),
        "pages_300_s": round(report_300, 3),
        **{f"pages_{pages}_s": round(cost, 3) for pages, cost in zip(LENGTHS, costs, strict=True)},
        "growth": round(costs[-1] / costs[-2], 2),
    }
    reached = ours["files_per_s"] > 0 and all(ours[name] <= goal for name, goal in GOALS.items())
    line = {
        "bench": "intake",
        "work": {"files": count, "rounds": rounds, "mixture": MIXTURE},
        "ours": ours,
        "reference": {"files_per_s": round(count / bare, 2)},
        "ratios": {"files_per_s": round(bare / whole, 2)},
        "goals": GOALS,
        "reached": reached,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    return reached


def mixed(count: int) -> Iterator[File]:
    """So many files in the proportions of `MIXTURE`, well shuffled and all different."""
    kinds = [kind for kind, parts in MIXTURE.items() for _part in range(parts)]
    for number in range(count):
        yield MAKERS[kinds[number * 37 % 100]](number)


def handed_in(file: File) -> int:
    """Hand a file in as a program does; its submission."""
    from plenum.core.actor import SYSTEM
    from plenum.core.clock import now
    from plenum.files.actions.intake import hand_in

    content = io.BytesIO(file.data)
    return hand_in(files=[(content, file.name)], declared=True, by=SYSTEM, at=now()).pk


def verdicts(submissions: Sequence[int]) -> list[str]:
    """The codes of all files, once the workers have judged them."""
    from plenum.files.enums import IntakeState
    from plenum.files.models import Intake

    intakes = Intake.objects.filter(submission__in=submissions)
    while intakes.filter(state=IntakeState.CHECKING).exists():
        time.sleep(PACE)
    return list(intakes.order_by("submission").values_list("code", flat=True))


def until_verdict(file: File) -> float:
    """Seconds from the request to the verdict of a file that is alone; it must be the right one."""
    begun = time.perf_counter()
    codes = verdicts([handed_in(file)])
    assert codes == [file.code], codes
    return time.perf_counter() - begun


def read_bare(file: File) -> object:
    """What the gate reads of a file, in this process."""
    from plenum.files.gate.pipeline import judge_bytes
    from plenum.files.gate.sights import look_through

    verdict = judge_bytes(file.name, file.data)
    return list(look_through(file.data, verdict.media_type, verdict.sights)) if verdict.accepted else verdict


def letter(number: int) -> File:
    from tests.papers import state_letter_pdf

    return File(f"công văn {number}.pdf", state_letter_pdf(number=str(number)))


def word(number: int) -> File:
    from tests.papers import party_document_docx

    return File(f"báo cáo {number}.docx", party_document_docx(number=str(number)))


def sheet(number: int) -> File:
    from tests.office_papers import sheet

    return File(f"bảng {number}.xlsx", sheet(*(f"Xã {number}.{row}" for row in range(200))))


def slides(number: int) -> File:
    from tests.office_papers import slides

    return File(f"trình bày {number}.pptx", slides(f"Tiến độ {number}"))


def opened(number: int) -> File:
    from tests.office_papers import open_text

    return File(f"văn bản {number}.odt", open_text(f"Tiến độ {number}"))


def paged(pages: int, words: str) -> bytes:
    from tests.papers import many_pages_pdf

    return many_pages_pdf(pages, f"Tiến độ cấp nước sạch của các xã, {words}.")


def report(pages: int, number: int) -> File:
    return File(f"báo cáo {number}.pdf", paged(pages, f"kỳ {number}"))


def scan(number: int) -> File:
    from tests.files.corpus import scan

    made = scan(number)
    return File(f"{number}-{made.name}", made.data, "secrecy_mark" if made.mark else "")


def marked(number: int) -> File:
    from tests.papers import state_letter_docx

    return File(f"thư {number}.docx", state_letter_docx(number=str(number), mark="MẬT"), "secrecy_mark")


def cut(number: int) -> File:
    return File(f"cụt {number}.pdf", paged(2, f"cụt {number}")[:-200], "truncated")


def macro(number: int) -> File:
    from tests.bad_papers import macro_docx, with_members

    return File(f"macro {number}.docx", with_members(macro_docx(), {"docProps/a.xml": b"<a>%d</a>" % number}), "macro")


MAKERS: dict[str, Callable[[int], File]] = {
    "letter": letter,
    "pages_2": partial(report, 2),
    "word": word,
    "sheet": sheet,
    "slides": slides,
    "open": opened,
    "pages_300": partial(report, 300),
    "scan": scan,
    "marked": marked,
    "cut": cut,
    "macro": macro,
}


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
