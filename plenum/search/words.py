"""Words: how text is cut and folded, the same for what is indexed and for what is asked.

Cutting is done here and not by the index, so that the two never disagree and no sign of a query has a meaning.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from plenum.core.text import fold

WORD = re.compile(r"[^\W_]+")
#: Longer runs of letters are no words; both sides keep only their beginning.
LONGEST = 64
#: Stands between title and text, so that a phrase never runs from one into the other. No word contains it.
BREAK = "¶"

_OLD_TONE = {
    old: new
    for pairs in (
        "oà òa oá óa oả ỏa oã õa oạ ọa",
        "oè òe oé óe oẻ ỏe oẽ õe oẹ ọe",
        "uỳ ùy uý úy uỷ ủy uỹ ũy uỵ ụy",
    )
    for old, new in zip(pairs.split()[::2], pairs.split()[1::2], strict=True)
}


@lru_cache(maxsize=100_000)
def exact(word: str) -> str:
    """A word in lower case with its accents; the two ways to place a tone (``hoà``, ``hòa``) become one."""
    low = unicodedata.normalize("NFC", word.casefold())[:LONGEST]
    tail = _OLD_TONE.get(low[-2:])
    return low[:-2] + tail if tail and not low.startswith("qu") else low


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """A word in lower case without accents: ``Đảng`` → ``dang``."""
    return fold(word)[:LONGEST]


def words(text: str) -> list[str]:
    """The words of a text in their exact form (see `exact`)."""
    return [exact(word) for word in WORD.findall(unicodedata.normalize("NFC", text))]


def identifier(text: str) -> str:
    """A number or a symbol in one form: ``0412-CV/TU`` and ``412 cv tu`` → ``412 cv tu``."""
    return " ".join(word.lstrip("0") or "0" if word.isdecimal() else word for word in map(folded, words(text)))


def identifiers(number: str, symbol: str) -> set[str]:
    """Every way to ask for a thing by its number and symbol."""
    forms = {identifier(number), identifier(symbol)}
    if number and symbol and not identifier(symbol).startswith(f"{identifier(number)} "):
        forms.add(identifier(f"{number} {symbol}"))
    return forms - {""}


def line(parts: Iterable[Iterable[str]]) -> str:
    """Words of several parts as the index reads them: parted by blanks, with a break between the parts."""
    return f" {BREAK} ".join(" ".join(part) for part in parts)
