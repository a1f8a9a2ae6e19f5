"""A file name that can be stored, shown and downloaded without deceiving anybody, and tells of no secret."""

import unicodedata

from plenum.files.gate.limits import MAX_NAME_BYTES
from plenum.files.gate.marks import marks_in_name
from plenum.files.gate.verdict import Refused, Verdict, refusal

#: Turn the order of letters on the screen: ``hoặc‮fdp.exe`` shows as ``hoặcexe.pdf``.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{device}{number}" for device in ("COM", "LPT") for number in range(1, 10))]
)
FORBIDDEN = frozenset('<>:"|?*')


def judge_name(name: str) -> Verdict | None:
    """The refusal of a file for its name alone; None when the name is no reason. No byte of the file is needed."""
    try:
        named = tuple(marks_in_name(check_name(name)))
    except Refused as error:
        return refusal(error)
    return refusal(Refused("secrecy_mark", mark=named[0].mark, place="name", page=0), named) if named else None


def check_name(name: str) -> str:
    """The name in composed Unicode; raises `Refused` with ``name_empty``, ``name_too_long`` or ``name_unsafe``."""
    name = unicodedata.normalize("NFC", name)
    if not name.strip() or not name.strip(". "):
        raise Refused("name_empty")
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES:
        raise Refused("name_too_long", limit=MAX_NAME_BYTES)
    if any(_is_unsafe(char) for char in name):
        raise Refused("name_unsafe")
    if "/" in name or "\\" in name or name.split(".")[0].strip().upper() in RESERVED or name != name.strip():
        raise Refused("name_unsafe")
    return name


def _is_unsafe(char: str) -> bool:
    return char in TURNING or char in FORBIDDEN or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
