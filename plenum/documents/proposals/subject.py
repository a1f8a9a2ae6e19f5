"""What a paper is about: its type, its abstract, the day by which it wants an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plenum.core.text import fold
from plenum.documents.proposals.head import DATED, MOTTO, NATION, PARTY, SIGN
from plenum.documents.proposals.lines import HEAD, Line, is_upper


@dataclass(frozen=True, slots=True)
class KnownType:
    """A type of document as the rules of one system name it."""

    id: int
    system: str
    name: str
    symbols: tuple[str, ...]
    is_printed: bool = True


_LETTER = re.compile(r"\bV/v:?\s+(?P<rest>.+)", re.IGNORECASE)
#: Where the abstract is over and the paper itself begins.
_BODY_BEGINS = re.compile(
    r"^(?:[-–+•]\s|Kính gửi|Căn cứ|Thực hiện|Thi hành|Theo |Xét |Sau khi|Để |Nhằm |Ngày \d|Hôm nay|"
    r"Trong (?:những|thời)|Phần\b|Chương\b|Điều\s+\d|[IVX]+\s?[.\-–)]|\d+\s?[.)]|[a-zđ]\)|"
    r"Ban Thường vụ|Thường trực|Văn phòng Tỉnh|Ủy ban|UBND|Quyết nghị)"
)
_SHORT = re.compile(
    r"(?:trước|chậm nhất|hạn (?:cuối|trả lời))[^.;\n]{0,40}?ngày\s+(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.IGNORECASE
)
_LONG = re.compile(
    r"(?:trước|chậm nhất|hạn (?:cuối|trả lời))[^.;\n]{0,40}?ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})",
    re.IGNORECASE,
)


def read_type(lines: list[str], types: Sequence[KnownType], system: str, sign: str) -> tuple[int, str] | None:
    """The type by its printed name, else by the symbol, else a letter when the abstract begins with ``V/v``."""
    here = [known for known in types if not system or known.system == system]
    for line in lines[: HEAD + 8]:
        for known in here:
            if known.is_printed and is_upper(line) and fold(line) == fold(known.name):
                return known.id, line
    first_part = re.split(r"[-–/]", sign)[1:2]
    by_symbol = [known for known in here if first_part and first_part[0] in known.symbols]
    if by_symbol:
        # Some symbols stand for two types (QĐ, TB): then the one that has no other habit is the likelier.
        return min(by_symbol, key=lambda known: (len(known.symbols), known.id)).id, sign
    letter = next((known for known in here if fold(known.name) == "cong van"), None)
    marked = next((line for line in lines[:HEAD] if _LETTER.search(line)), None)
    return (letter.id, marked) if letter and marked else None


def read_abstract(lines: list[str], types: Sequence[KnownType]) -> Line | None:
    """The abstract below the printed type, or behind ``V/v`` in a letter."""
    names = {fold(known.name) for known in types if known.is_printed}
    for place, line in enumerate(lines[: HEAD + 8]):
        if found := _LETTER.search(line):
            return _joined("Về việc ", [found["rest"], *lines[place + 1 :]], stop_at_head=True)
        if is_upper(line) and fold(line) in names:
            return _joined("", lines[place + 1 :], stop_at_head=False)
    return None


def read_deadline(lines: list[str]) -> tuple[date, str] | None:
    """The day before which the paper asks for an answer: the first that the text names."""
    text = " ".join(lines)
    for form in (_SHORT, _LONG):
        for found in form.finditer(text):
            day, month, year = (int(part) for part in found.groups())
            try:
                return date(year, month, day), found[0]
            except ValueError:
                continue
    return None


def _joined(begin: str, lines: list[str], *, stop_at_head: bool) -> Line | None:
    """The lines up to where the paper begins, at most five; a letter's abstract shares the page with the head."""
    taken: list[str] = []
    for line in lines[:6]:
        left = line
        if stop_at_head:
            for known in (DATED, NATION, MOTTO, PARTY):
                left = known.sub(" ", left).strip(" *,")
        if _BODY_BEGINS.match(left) or SIGN.match(left) or len(taken) == 5:
            break
        if left:
            taken.append(left)
        if left.endswith((".", ";", ":")):
            break
    text = " ".join(" ".join(taken).split()).rstrip(".;:")
    if not text:
        return None
    return Line(f"{begin}{text}"[:500], " / ".join(taken))
