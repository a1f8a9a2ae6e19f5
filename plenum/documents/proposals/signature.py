"""The end of a paper: who signed it, in which post."""

import re

from plenum.documents.proposals.lines import Line, is_upper

#: On whose behalf: State TM., KT., TL., TUQ., Q.; Party T/M, K/T, T/L, T/UQ.
_AUTHORITY = re.compile(r"(?:^|\s)(?:T/M|K/T|T/L|T/UQ|TM\.|KT\.|TL\.|TUQ\.|Q\.)\s*\w")
_POST = (
    "BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CHÁNH|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHỦ NHIỆM|HIỆU TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|"
    "CỤC TRƯỞNG|VIỆN TRƯỞNG|CHỈ HUY TRƯỞNG|CHÁNH THANH TRA|CHÁNH ÁN|ỦY VIÊN|TỔNG BIÊN TẬP|THƯ KÝ|CHỦ TỌA|TRƯỞNG|"
    "THỦ TRƯỞNG"
)
_IS_POST = re.compile(rf"(?:^|\s)((?:PHÓ\s+)?(?:{_POST})\b[\w ,\-]*)$")
_RECIPIENT = re.compile(r"^(?:[-–•]|Nơi nhận|Như trên|Lưu)")
#: Words that begin the last line of recipients, not a name.
_NO_NAME = ("Lưu", "Như", "Nơi", "Văn", "Các", "Ban", "Sở", "Phòng", "Thường", "Tỉnh", "Ủy", "Đảng", "Bộ", "Hội")


def read_signature(lines: list[str]) -> tuple[Line | None, Line | None]:
    """Name and post of the signer; the signature stands in the last lines of the paper or of its first part."""
    for end in range(len(lines) - 1, 0, -1):
        post = _post_above(lines, end)
        if post is not None and (name := _name_in(lines[end])):
            return Line(name, lines[end]), post
    return None, None


def _post_above(lines: list[str], end: int) -> Line | None:
    """The post in one of the few lines above a name."""
    for line in reversed(lines[max(0, end - 7) : end]):
        capitals = _capitals_at_end(line)
        if capitals and (found := _IS_POST.search(capitals)):
            return Line(_cased(found[1].strip(" ,-")), line)
        if _AUTHORITY.search(line) and capitals:
            return None
    return None


def _capitals_at_end(line: str) -> str:
    words = line.split()
    taken: list[str] = []
    for word in reversed(words):
        if not is_upper(word.strip(".,;")):
            break
        taken.insert(0, word)
    return " ".join(taken)


def _name_in(line: str) -> str:
    """The words at the end of a line that look like a full name: two to five, each with one capital."""
    words: list[str] = []
    for word in reversed(line.split()):
        if not (word.isalpha() and word[:1].isupper() and word[1:].islower()) or len(words) == 5:
            break
        words.insert(0, word)
    while words and _RECIPIENT.match(line) and words[0] in _NO_NAME:
        words = words[1:]
    return " ".join(words) if len(words) >= 2 and words[0] not in _NO_NAME else ""


def _cased(post: str) -> str:
    """``PHÓ BÍ THƯ THƯỜNG TRỰC`` → ``Phó Bí thư Thường trực``, as posts are written."""
    words = post.lower().split()
    small = {
        "thư",
        "tịch",
        "đốc",
        "phòng",
        "ban",
        "trực",
        "trưởng",
        "nhiệm",
        "viên",
        "huy",
        "tra",
        "án",
        "phó",
        "ký",
        "ủy",
        "uỷ",
    }
    cased = [word if place and word in small else word[:1].upper() + word[1:] for place, word in enumerate(words)]
    return " ".join(cased)
