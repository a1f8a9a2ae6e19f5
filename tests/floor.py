"""The floor of the coverage only rises: it is never lower than it was in any commit before."""

import re
import subprocess
import sys
from pathlib import Path

FLOOR = re.compile(r"^[+]?fail_under = (\d+(?:\.\d+)?)\b", re.MULTILINE)


def highest_before(root: Path) -> float:
    """The highest floor that the history knows; 0 outside a repository."""
    told = subprocess.run(
        ["git", "log", "-p", "-G^fail_under", "--format=", "--", "pyproject.toml"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    return max((float(found) for found in FLOOR.findall(told.stdout)), default=0.0)


def floor_of(text: str) -> float:
    """The floor that a ``pyproject.toml`` sets."""
    return float(FLOOR.findall(text)[0])


if __name__ == "__main__":
    here = Path(__file__).parents[1]
    now, before = floor_of((here / "pyproject.toml").read_text(encoding="utf-8")), highest_before(here)
    sys.exit(f"the floor of the coverage is {now} and was {before}" if now < before else 0)
