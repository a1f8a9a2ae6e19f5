"""Where in a text the words of a question are, shown as safe HTML, accents or not."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from html import escape

from plenum.search.words import folded

#: Characters of text in a snippet, and occurrences looked at before the best place is chosen.
WIDTH, ENOUGH = 220, 200

_RANGES = ((0x41, 0x5B), (0xC0, 0x250), (0x1E00, 0x1F00), (0x400, 0x530))


def _variants() -> dict[str, str]:
    """For each bare letter the letters that fold to it, in both cases."""
    found: dict[str, set[str]] = {}
    for start, end in _RANGES:
        for code in range(start, end):
            letter = chr(code)
            bare = folded(letter) if letter.isalpha() else ""
            if len(bare) == 1 and bare != letter:
                found.setdefault(bare, {bare}).add(letter)
    return {bare: f"[{''.join(sorted(letters))}]" for bare, letters in found.items()}


_VARIANTS = _variants()


@lru_cache(maxsize=256)
def _pattern(terms: frozenset[str], beginning: str) -> re.Pattern[str]:
    """Matches every term as a whole word, and words that begin with ``beginning``."""
    ways = [_accented(term) for term in sorted(terms - {beginning}, key=len, reverse=True)]
    if beginning:
        ways.append(_accented(beginning) + r"[^\W_]*")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")


def _accented(term: str) -> str:
    return "".join(_VARIANTS.get(letter, re.escape(letter)) for letter in term)


def highlight(text: str, terms: Collection[str], beginning: str = "") -> str:
    """``text`` as HTML with every occurrence of the folded ``terms`` in ``<mark>``."""
    return _marked(unicodedata.normalize("NFC", text), terms, beginning)


def snippet(text: str, terms: Collection[str], beginning: str = "") -> str:
    """About `WIDTH` characters around the place where most different ``terms`` stand together, as HTML.

    Without an occurrence the beginning of the text.
    """
    text = unicodedata.normalize("NFC", text)
    start = _best_place(text, terms, beginning)
    begin = max(0, start - WIDTH // 4)
    if begin:
        begin = text.find(" ", begin, start) + 1 or start
    end = min(len(text), begin + WIDTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1) if " " in text[start:end] else end
    body = _marked(" ".join(text[begin:end].split()), terms, beginning)
    return ("…\u00a0" if begin else "") + body + ("\u00a0…" if end < len(text) else "")


def _best_place(text: str, terms: Collection[str], beginning: str) -> int:
    if not terms:
        return 0
    places: list[tuple[int, str]] = []
    for match in _pattern(frozenset(terms), beginning).finditer(text):
        places.append((match.start(), folded(match.group())))
        if len(places) == ENOUGH:
            break
    best, most, first = 0, 0, 0
    for last, (place, _word) in enumerate(places):
        while place - places[first][0] > WIDTH // 2:
            first += 1
        different = len({word for _place, word in places[first : last + 1]})
        if different > most:
            best, most = places[first][0], different
    return best


def _marked(text: str, terms: Collection[str], beginning: str) -> str:
    if not terms:
        return escape(text)
    parts, done = [], 0
    for match in _pattern(frozenset(terms), beginning).finditer(text):
        parts += [escape(text[done : match.start()]), "<mark>", escape(match.group()), "</mark>"]
        done = match.end()
    return "".join(parts) + escape(text[done:])
