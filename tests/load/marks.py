"""`./run bench marks`: how many marked scans are missed, and how many ordinary ones are taken for marked.

Half of the files of `tests.files.corpus` carry a mark. Each goes through the gate as the web door hands it over.
"""

import argparse
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.bench import tell

#: Parts of a hundred: missed marks on scans of 200 dpi and more, false alarms on all.
GOALS = {"missed_percent_from_200_dpi": 0.0, "false_alarms_percent": 1.0}


def main(argv: Sequence[str]) -> int:
    """Run the bench; names each wrong verdict, prints one line of JSON and returns 0 when the goals are reached."""
    parser = argparse.ArgumentParser(prog="marks", description=__doc__)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.test")
    import django

    django.setup()
    from tests.files.corpus import corpus
    from tests.files.judging import judged

    wrong: Counter[tuple[str, int]] = Counter()
    all_of: Counter[tuple[str, int]] = Counter()
    seconds: list[float] = []
    for scan in corpus(options.files, options.seed):
        begun = time.monotonic()
        verdict = judged(scan.data, scan.name)
        seconds.append(time.monotonic() - begun)
        what = "marked" if scan.mark else "ordinary"
        all_of[what, scan.dpi] += 1
        if verdict.accepted is bool(scan.mark) or verdict.code not in ("", "secrecy_mark"):
            wrong[what, scan.dpi] += 1
            sys.stderr.write(
                f"{scan.name}: {scan.mark or 'ordinary'}, told {verdict.code or 'accepted'}; {scan.made}\n"
            )
    ours = {
        "missed_percent_from_200_dpi": _percent(wrong, all_of, "marked", (200, 300)),
        "missed_percent_at_150_dpi": _percent(wrong, all_of, "marked", (150,)),
        "false_alarms_percent": _percent(wrong, all_of, "ordinary", (150, 200, 300)),
        "seconds_a_file_p50": round(statistics.median(seconds), 2),
        "seconds_a_file_max": round(max(seconds), 2),
    }
    return 0 if tell("marks", work={"files": options.files, "seed": options.seed}, ours=ours, goals=GOALS) else 1


def _percent(
    wrong: Counter[tuple[str, int]], all_of: Counter[tuple[str, int]], what: str, dpis: Sequence[int]
) -> float:
    of = sum(all_of[what, dpi] for dpi in dpis)
    return round(100 * sum(wrong[what, dpi] for dpi in dpis) / of, 2) if of else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
