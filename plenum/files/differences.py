"""Two versions of a text beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

#: Equal lines that stay in view around a change.
AROUND = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and the line in its place; None where there is none on that side."""

    before: str | None
    after: str | None
    #: ``same``, ``changed`` or ``gap`` for equal lines that are left out.
    kind: str = "same"


def side_by_side(before: str, after: str) -> list[Pair]:
    """The lines of both texts in pairs; what is equal is left out but for `AROUND` lines beside each change."""
    old, new = before.splitlines(), after.splitlines()
    groups = SequenceMatcher(None, old, new).get_grouped_opcodes(AROUND)
    pairs: list[Pair] = []
    reached = 0
    for group in groups:
        if group[0][1] > reached:
            pairs.append(Pair(None, None, "gap"))
        for kind, start, end, new_start, new_end in group:
            pairs += _pairs(kind, old[start:end], new[new_start:new_end])
        reached = group[-1][2]
    return [*pairs, Pair(None, None, "gap")] if pairs and reached < len(old) else pairs


def _pairs(kind: str, old: list[str], new: list[str]) -> Iterator[Pair]:
    if kind == "equal":
        return (Pair(line, line) for line in old)
    return (Pair(left, right, "changed") for left, right in zip_longest(old, new))
