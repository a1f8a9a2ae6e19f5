"""Secrecy marks in lines of text: told from ordinary words by place, case and form.

``MẬT`` is also the word for honey, and a part of *bảo mật*, *bí mật kinh doanh*, *mật độ*. A mark stands alone on its
line, cell, box or stretch of type; or after its label (*Độ mật: …*); or carried by the word for paper (*TÀI LIỆU MẬT*);
or beside the place and date of the head. A sentence that speaks of the levels is no mark. `docs/files.md` has the rules
with examples.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from plenum.files.gate.content import Line
from plenum.files.gate.letters import accents_of, bare, seen
from plenum.files.gate.levels import FULL, LEVELS, accents_fit, level_of
from plenum.files.gate.names import level_in_name
from plenum.files.gate.ordinary import BROKEN
from plenum.files.gate.verdict import Mark

#: Places that hold no sentences: here a mark counts in any case, ``Mật`` as well as ``MẬT``.
STRICT = frozenset({"header", "footer", "box", "property"})
LONGEST = 90
_LEVEL = "|".join(r"[\W_]{0,6}".join(letters) for letters in LEVELS)
LABELLED = re.compile(rf"(?:^|[\W_])DO\s+(?:BAO\s+)?MAT\s*[:\-–—=]+\s*(?P<level>{_LEVEL})(?P<after>.*)$", re.IGNORECASE)
LABEL = re.compile(r"^\W*(?:(?:MUC|CAP|DAU)\s+)?DO\s+(?:BAO\s+)?MAT\W*$", re.IGNORECASE)
PROPERTY_LABEL = re.compile(r"(?:DO|MUC|CAP)[\W_]*MAT|SECRECY|CLASSIFICATION|CONFIDENTIALITY", re.IGNORECASE)
CARRIED = re.compile(
    rf"^\W*(?P<carrier>TAI LIEU|VAN BAN|CONG VAN|HO SO|VAN KIEN|LOAI|DO|MUC|CAP|DAU)\s+(?P<level>{_LEVEL})\W*$",
    re.IGNORECASE,
)
#: Words that with *mật* make a label or the name of a thing, and only with *tối mật* or *tuyệt mật* a mark.
LABELS = frozenset({"LOAI", "DO", "MUC", "CAP", "DAU"})
#: What may follow a mark on its own line.
TAIL = re.compile(
    r"[\s\-–—/(\[,.:;]+(?:BAN\s+SO|SO\s+BAN|BAN\s+THU|CAM\s+SAO|KHONG\s+SAO|KHONG\s+PHO\s+BIEN|(?:TAI\s+LIEU\s+)?THU\s+HOI)"
    r"\b.*$",
    re.IGNORECASE | re.DOTALL,
)
#: A mark beside the date, the number or the motto, when the text lost the gap between them.
BESIDE = (
    re.compile(rf"^\W*(?P<level>{_LEVEL})\s+[^\n]*\bNGAY\b[^\n]*\bTHANG\b", re.IGNORECASE),
    re.compile(rf"^\W*SO\s*:?\s*\S{{1,40}}\s+(?P<level>{_LEVEL})\W*$", re.IGNORECASE),
    re.compile(rf"^\W*(?P<level>{_LEVEL})\s+(?:CONG HOA XA HOI|DANG CONG SAN|DOC LAP)", re.IGNORECASE),
    re.compile(rf"^.*(?:VIET NAM|HANH PHUC)\s+(?P<level>{_LEVEL})\W*$", re.IGNORECASE),
)
#: An empty box before a level offers it for ticking; a ticked one chooses it.
EMPTY_BOX = re.compile(r"^\s*(?:[□☐◯❏❑❒○]|\[\s*\]|\(\s*\))")
TICKED = re.compile(r"^\s*(?:[☑☒✓✔✗✘■]|\[\s*[xXvV✓✔]\s*\]|\(\s*[xXvV✓✔]\s*\))")
SPLIT = re.compile(r"[\n\r\t|¦│║]+|\s{2,}")
CAPITALS = re.compile(r"M[\W_]{0,6}A[\W_]{0,6}T")
LETTERS = re.compile(r"M[\W_]*A[\W_]*T", re.IGNORECASE)
#: Lengths of the levels, for letters that each stand on a line of their own.
LENGTHS = tuple(len(level) for level in LEVELS)


def may_hold_mark(text: str) -> bool:
    """True when the letters of a mark follow each other in capitals: worth a closer look at how the page is set."""
    return bool(CAPITALS.search(bare(seen(text))))


def marks_in(lines: Iterable[Line]) -> Iterator[Mark]:
    """Every mark in the lines, in reading order, each once a place and page."""
    seen_before: set[tuple[str, str, int]] = set()
    for mark in _every_mark(lines):
        if (mark.mark, mark.place, mark.page) not in seen_before:
            seen_before.add((mark.mark, mark.place, mark.page))
            yield mark


def _every_mark(lines: Iterable[Line]) -> Iterator[Mark]:
    previous = ""
    downwards: list[Line] = []
    for line in lines:
        if line.place == "property":
            yield from _in_property(line)
        for segment in _segments(line.text):
            if LETTERS.search(bare(seen(segment))):
                yield from _in_segment(segment, line, previous)
            downwards = _gather(downwards, Line(segment, line.place, line.page))
            yield from _in_gathered(downwards)
            previous = segment


def marks_in_name(name: str) -> list[Mark]:
    """The marks in a file name; its extension is no part of it."""
    level = level_in_name(name.rpartition(".")[0] or name)
    return [Mark(level, "name", how="token")] if level else []


def level_alone(text: str) -> tuple[str, str] | None:
    """The level when the text is nothing but a mark, and its case (``upper``, ``mixed``, ``lower``)."""
    if len(text) > LONGEST or EMPTY_BOX.match(text):
        return None
    shown = _without_tail(seen(TICKED.sub("", text)))
    letters = accents_of(shown)
    level = level_of(letters)
    if level is None or any(char.isdigit() for char in shown):
        return None
    word = "".join(letter for letter, _ in letters)
    return LEVELS[level], "upper" if word.isupper() else "lower" if word.islower() else "mixed"


def _without_tail(shown: str) -> str:
    """Cut *– Bản số: 02* off; the accents that count are before it."""
    cut = TAIL.search(bare(shown))
    if cut is None:
        return shown
    letters = 0
    for index, char in enumerate(shown):
        letters += bool(bare(char))
        if letters > cut.start():
            return shown[:index]
    return shown


def _segments(text: str) -> Iterator[str]:
    """The line, then its parts when wide gaps divide it."""
    yield text
    parts = [part for part in SPLIT.split(text) if part.strip()]
    if parts != [text]:
        yield from parts


def _in_property(line: Line) -> Iterator[Mark]:
    """*Độ mật* as the name of a property makes its value a mark."""
    alone = level_alone(line.text)
    if alone and PROPERTY_LABEL.search(bare(seen(line.label))):
        yield Mark(alone[0], "property", how="labelled")


def _in_segment(segment: str, line: Line, previous: str) -> Iterator[Mark]:
    alone = level_alone(segment)
    if alone:
        if _counts_alone(*alone, segment, line, previous):
            yield Mark(alone[0], _shown_place(line), line.page)
        return
    shown = bare(seen(segment))
    for how, find in (("labelled", _labelled), ("carried", _carried), ("beside", _beside)):
        level = find(segment, shown, line)
        if level:
            yield Mark(LEVELS[level], _shown_place(line), line.page, how)
            return


def _counts_alone(level: str, case: str, segment: str, line: Line, previous: str) -> bool:
    if level == "MẬT" and _continues(previous):
        return False
    if case == "upper" or LABEL.match(bare(seen(previous))):
        return True
    if line.place in STRICT:
        return case == "mixed" or level != "MẬT" or _has_all_accents(segment)
    return line.place == "head" and case == "mixed" and not segment.rstrip().endswith((".", ";", ","))


def _continues(previous: str) -> bool:
    """True when the line before ends in the first half of a word: *bảo* | *mật*."""
    words = unicodedata.normalize("NFC", previous).upper().split()
    return bool(words) and words[-1] in BROKEN


def _labelled(segment: str, shown: str, line: Line) -> str | None:
    """*Độ mật: Tối mật*, in any case; a list of all levels to choose from is a form, not a mark."""
    found = LABELLED.search(shown) if "mat" in shown.lower() else None
    if found is None:
        return None
    after = found["after"]
    if after[:1].isalnum() or re.match(r"\s[^\W_]", after) or re.match(rf"\W+(?:{_LEVEL})", after, re.IGNORECASE):
        return None
    return _level_in(segment, found["level"])


def _carried(segment: str, shown: str, line: Line) -> str | None:
    """*TÀI LIỆU MẬT* as a whole line; *độ mật* alone is a label and *dấu mật* a thing that is spoken of."""
    found = CARRIED.match(TAIL.sub("", shown)) if len(shown) <= LONGEST else None
    if found is None or EMPTY_BOX.match(segment):
        return None
    level = _level_in(segment, found["level"])
    if level == "MAT" and found["carrier"].upper() in LABELS:
        return None
    in_capitals = found["level"].isupper() and found["carrier"].isupper()
    return level if in_capitals or line.place in STRICT | {"head"} else None


def _beside(segment: str, shown: str, line: Line) -> str | None:
    if line.place not in STRICT | {"head", "run"}:
        return None
    for pattern in BESIDE:
        found = pattern.match(shown)
        if found and found["level"].isupper():
            return _level_in(segment, found["level"])
    return None


def _level_in(segment: str, written: str) -> str | None:
    """The level as it is written, when its letters stand somewhere in the segment without another word's accents."""
    level = re.sub(r"[\W_]+", "", written).upper()
    letters = accents_of(seen(segment))
    word = "".join(letter for letter, _ in letters).upper()
    starts = [start for start in range(len(word)) if word.startswith(level, start)]
    return level if any(accents_fit(letters[start : start + len(level)], level) for start in starts) else None


def _has_all_accents(segment: str) -> bool:
    return any(accents == FULL for _letter, accents in accents_of(seen(segment)))


def _gather(before: list[Line], line: Line) -> list[Line]:
    """Single letters that follow each other, as in words written downwards or along a slope."""
    if len(line.text.strip()) > 4 or len(accents_of(seen(line.text))) != 1:
        return []
    return [*before, line][-max(LENGTHS) :]


def _in_gathered(downwards: list[Line]) -> Iterator[Mark]:
    for length in LENGTHS if len(downwards) >= min(LENGTHS) else ():
        alone = level_alone(" ".join(line.text.strip() for line in downwards[-length:]))
        if len(downwards) >= length and alone and alone[1] == "upper":
            yield Mark(alone[0], _shown_place(downwards[-1]), downwards[-1].page)
            return


def _shown_place(line: Line) -> str:
    return "body" if line.place in ("run", "part") else line.place
