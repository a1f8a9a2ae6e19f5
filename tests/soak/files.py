"""`./run soak files DIR`: any folder of foreign files through the whole gate, and what it did to us.

Each file is handed in as a program hands it in, waits in the quarantine and is judged by the jobs, in a PostgreSQL and
a data folder of the soak's own, two files at a time. Told of each: verdict, code, seconds, and the most memory that a
sandboxed process took. A soak looks for trouble: a **crash** (a parser that the kernel ended, a worker that died, an
error that nobody foresaw), a **hang** (no verdict in time), a **leftover** (bytes in the quarantine, a temporary file,
a process, or anything on the disk that is not an accepted file).

Ends with 0 when there was no trouble, with 1 when there was, with 130 after Ctrl-C. The report is told in any case.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

from tests.soak.worker import Told, Worker, below, lives

#: As many as the machine that the goals are written for has cores.
WORKERS = 2
#: Seconds between two words about how far the soak is.
PACE = 5.0
#: Codes that are no word about the file.
NO_WORD = {"gate_failed": "crash", "reader_died": "crash", "unreadable": "crash", "timed_out": "hang"}


@dataclass(slots=True)
class Report:
    """What is known so far."""

    files: list[Told] = field(default_factory=list)
    #: Trouble that is no single file's.
    trouble: list[str] = field(default_factory=list)

    def counted(self) -> Counter[str]:
        """How many files had each kind of trouble."""
        kinds = Counter(one.partition(":")[0] for told in self.files for one in told.trouble)
        return kinds + Counter(one.partition(":")[0] for one in self.trouble)

    def summary(self, asked: int, seconds: float) -> dict[str, object]:
        """The last line."""
        times = [told.seconds for told in self.files] or [0.0]
        kinds = self.counted()
        return {
            "soak": "files",
            "asked": asked,
            "judged": len(self.files),
            "accepted": sum(told.verdict == "accepted" for told in self.files),
            "codes": dict(Counter(told.code for told in self.files if told.code).most_common()),
            "seconds": round(seconds, 1),
            "seconds_p50": round(statistics.median(times), 3),
            "seconds_max": round(max(times), 2),
            "memory_mb_max": max((told.memory_mb for told in self.files), default=0),
            "crashes": kinds["crash"],
            "hangs": kinds["hang"],
            "leftovers": kinds["leftover"],
            "trouble": self.trouble,
        }


def main(argv: Sequence[str]) -> int:
    """Run the soak and print its report."""
    parser = argparse.ArgumentParser(prog="soak files", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the whole report there")
    parser.add_argument(
        "--patience", type=float, default=300.0, metavar="SECONDS", help="a file that takes longer hangs"
    )
    options = parser.parse_args(argv)
    for ended_by in (signal.SIGINT, signal.SIGTERM):  # also where a shell started it in the background
        signal.signal(ended_by, signal.default_int_handler)
    paths = sorted(files_below(options.folder))
    report, begun = Report(), time.monotonic()
    interrupted = soak(paths, report, options.patience)
    summary = report.summary(len(paths), time.monotonic() - begun)
    for told in report.files:
        sys.stdout.write(line_of(told) + "\n")
    sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
    if options.json:
        whole = {"summary": summary, "files": [asdict(told) for told in report.files]}
        options.json.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    if interrupted:
        return 130
    return 1 if report.counted() else 0


def files_below(folder: Path) -> Iterator[Path]:
    """Every regular file below, whatever its name; links are not followed."""
    for root, _folders, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            if path.is_file() and not path.is_symlink():
                yield path


def line_of(told: Told) -> str:
    """One file on one line."""
    trouble = f"  !! {'; '.join(told.trouble)}" if told.trouble else ""
    return f"{told.verdict:<9} {told.code or '-':<18} {told.seconds:7.2f} s {told.memory_mb:5} MB  {told.file}{trouble}"


def soak(paths: Sequence[Path], report: Report, patience: float) -> bool:
    """Judge every file into the report; True when it was interrupted."""
    os.environ.pop("DATABASE_URL", None)  # never somebody's database
    os.environ["DJANGO_SETTINGS_MODULE"] = "plenum.config.settings.test"
    from tests.checks import database

    folder = Path(tempfile.mkdtemp(prefix="plenum-soak-"))
    try:
        with database(), emptied_database() as name:
            return _judge_all(paths, report, patience, folder, name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class emptied_database:  # noqa: N801 # used as a verb
    """A database with every table and nothing in them."""

    def __enter__(self) -> str:
        import django
        from django.conf import settings
        from django.test.utils import get_runner

        django.setup()
        self.runner = get_runner(settings)(verbosity=0, interactive=False)
        self.old = self.runner.setup_databases()
        return str(settings.DATABASES["default"]["NAME"])

    def __exit__(self, *_error: object) -> None:
        self.runner.teardown_databases(self.old)


def _judge_all(paths: Sequence[Path], report: Report, patience: float, folder: Path, database: str) -> bool:
    waiting: SimpleQueue[Path] = SimpleQueue()
    for path in paths:
        waiting.put(path)
    workers = [Worker(folder / f"worker-{number}", database, patience) for number in range(WORKERS)]
    stopped = threading.Event()
    threads = [threading.Thread(target=_serve, args=(worker, waiting, report, stopped)) for worker in workers]
    try:
        for thread in threads:
            thread.start()
        _tell_until_done(threads, report, len(paths))
    except KeyboardInterrupt:
        sys.stderr.write("soak: interrupted; the report so far follows\n")
    stopped.set()
    interrupted = len(report.files) < len(paths)
    processes = {pid for worker in workers for pid in below(worker.pid)}
    for worker in workers:
        worker.end(at_once=interrupted)
    for thread in threads:
        thread.join()
    report.trouble += [f"leftover: process {pid}" for pid in sorted(processes) if lives(pid)]
    if not interrupted:
        report.trouble += _left_on_disk(folder, {told.sha256 for told in report.files if told.verdict == "accepted"})
    return interrupted


def _serve(worker: Worker, waiting: "SimpleQueue[Path]", report: Report, stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            path = waiting.get_nowait()
        except Empty:
            return
        told = worker.judge(path)
        if stopped.is_set() and told.verdict == "none":
            return  # ended by us, not by the file
        kind = NO_WORD.get(told.code)
        if kind:
            told.trouble.append(f"{kind}: {told.code}")
        report.files.append(told)
        if told.trouble:
            sys.stderr.write(line_of(told) + "\n")


def _tell_until_done(threads: Sequence[threading.Thread], report: Report, asked: int) -> None:
    said = time.monotonic()
    while any(thread.is_alive() for thread in threads):
        for thread in threads:
            thread.join(0.2)
        if time.monotonic() - said > PACE:
            said = time.monotonic()
            trouble = "".join(f", {count} {kind}" for kind, count in sorted(report.counted().items()))
            sys.stderr.write(f"soak: {len(report.files)} of {asked}{trouble}\n")


def _left_on_disk(folder: Path, accepted: set[str]) -> list[str]:
    """Whatever lies in the data folders and is not an accepted file under its own name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return [f"leftover: {path.relative_to(folder)}" for path in found if path.name not in accepted]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
