"""The head of a paper: title, issuing body, number and symbol, place and date, marks."""

import re
from datetime import date

from plenum.documents.proposals.lines import HEAD, Line, is_upper

NATION = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE)
MOTTO = re.compile(r"Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc", re.IGNORECASE)
PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM", re.IGNORECASE)
DATED = re.compile(
    r"(?:(?:[^\W\d_]+[ ,])*[^\W\d_]+,\s*)?ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE
)
SIGN = re.compile(
    r"(?:^|(?<=\s))Số\s*:?\s*(?P<sign>\d{1,6}[a-zA-Z]{0,2}\s?[-–/]\s?[^\W_][\w&.]*(?:[-–/][^\W_][\w&.]*)*)", re.UNICODE
)
_URGENT = (
    (re.compile(r"\bHỎA\s+TỐC\b|\bHOẢ\s+TỐC\b"), 3),
    (re.compile(r"\bTHƯỢNG\s+KHẨN\b"), 2),
    (re.compile(r"^KHẨN$|\sKHẨN$|^KHẨN\s"), 1),
)
#: Words with which the name of a body begins; a line in capitals that begins otherwise continues the one before.
_BEGINS = "|".join(
    (
        "ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|SỞ|BAN|VĂN PHÒNG|ĐẢNG ỦY|ĐẢNG UỶ|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|HUYỆN ỦY|HUYỆN UỶ",
        "ĐẢNG BỘ|CHI BỘ|BỘ|TỈNH ĐOÀN|LIÊN ĐOÀN|HỘI|TRƯỜNG|BÁO|CÔNG AN|TÒA ÁN|TOÀ ÁN|VIỆN|THANH TRA|TRUNG TÂM|ĐOÀN|CỤC",
        "CHI CỤC|PHÒNG|CÔNG TY|TỔNG CÔNG TY|KHO BẠC|THUẾ|NGÂN HÀNG|BẢO HIỂM|CHÍNH PHỦ|QUỐC HỘI|BAN CHẤP HÀNH|MẶT TRẬN",
        "HỌC VIỆN",
    )
)
_BODY = re.compile(rf"^(?:{_BEGINS})\b")
#: Names that are none without the body above.
_GENERIC = re.compile(
    r"^(?:VĂN PHÒNG|(?:ỦY|UỶ) BAN KIỂM TRA|BAN (?:TỔ CHỨC|NỘI CHÍNH|TUYÊN GIÁO(?: VÀ DÂN VẬN)?|DÂN VẬN|THƯỜNG VỤ))$"
)


def read_system(lines: list[str]) -> str:
    """``party`` or ``state`` by the title, or nothing."""
    head = "\n".join(lines[:HEAD])
    if NATION.search(head):
        return "state"
    return "party" if PARTY.search(head) else ""


def read_sign(lines: list[str]) -> Line | None:
    """Number and symbol as they stand: ``412-CV/TU``, ``15/QĐ-BNV``."""
    for line in lines[:HEAD]:
        if found := SIGN.search(line):
            return Line(re.sub(r"\s*([-–/])\s*", r"\1", found["sign"]).replace("–", "-").rstrip("."), line)
    return None


def read_date(lines: list[str]) -> tuple[date, str] | None:
    """The date of the head; the first one that the calendar knows."""
    for line in lines[:HEAD]:
        if found := DATED.search(line):
            day, month, year = (int(part) for part in found.groups())
            try:
                return date(year, month, day), found[0]
            except ValueError:
                continue
    return None


def read_urgency(lines: list[str]) -> tuple[int, str] | None:
    """The mark of urgency, by its code in the exchange standard."""
    for line in lines[:HEAD]:
        for mark, code in _URGENT:
            if found := mark.search(line):
                return code, found[0].strip()
    return None


def read_issuer(lines: list[str]) -> Line | None:
    """The issuing body: the last name in capitals above the number, with its superior when it needs one."""
    names: list[str] = []
    for line in head_lines(lines):
        left = _without_title(line)
        if not left or not is_upper(left) or any(mark.fullmatch(left) for mark, _code in _URGENT):
            continue
        if names and (not _BODY.match(left) or " " not in left):
            names[-1] += f" {left}"
        else:
            names.append(left)
    if not names:
        return None
    name = names[-1]
    if _GENERIC.match(name) and len(names) > 1:
        name = f"{name} {names[-2]}"
    return Line(name, " / ".join(names))


def head_lines(lines: list[str]) -> list[str]:
    """The lines above the number; the first few when there is none."""
    for place, line in enumerate(lines[:HEAD]):
        if re.search(r"(?:^|\s)Số\s*:?\s*(?:\d|[.…_/]|$)", line):
            return [*lines[:place], line[: line.index("Số")]]
    return lines[:6]


def _without_title(line: str) -> str:
    for known in (NATION, MOTTO, PARTY, DATED):
        line = known.sub(" ", line)
    return line.strip(" *-–_—.")
