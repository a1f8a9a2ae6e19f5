"""What a paper is about: its type, its abstract, the day by which it wants an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plenum.core.text import fold
from plenum.documents.proposals.head import DATED, MOTTO, NATION, PARTY
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
            return _abstract_of_letter(found["rest"], lines[place + 1 :])
        if is_upper(line) and fold(line) in names:
            return _abstract_of_type(lines[place + 1 :])
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


def _abstract_of_letter(rest: str, lines: list[str]) -> Line | None:
    """What follows ``V/v`` in the left column; the right column or the addressee ends it."""
    taken = [rest]
    for line in lines[:5]:
        left = line
        for title in (DATED, NATION, MOTTO, PARTY):
            left = title.sub(" ", left).strip(" *,")
        if not left or re.match(r"Kính gửi|Căn cứ|Số\s*:?\s*\d", left):
            break
        taken.append(left)
    return _line("Về việc ", taken)


def _abstract_of_type(lines: list[str]) -> Line | None:
    """The bold lines under the type, up to where the text begins."""
    taken: list[str] = []
    for line in lines[:5]:
        if _BODY_BEGINS.match(line):
            break
        taken.append(line)
        if line.endswith((".", ";", ":")):
            break
    return _line("", taken)


def _line(begin: str, taken: list[str]) -> Line | None:
    text = " ".join(" ".join(taken).split()).rstrip(".;: ")
    return Line(f"{begin}{text}"[:500], " / ".join(taken)) if text else None
