"""Vietnamese text: folding for search and keys for sorting, without ICU."""

import unicodedata

# The order of the Vietnamese alphabet; a letter's tone comes after the whole word, as in dictionaries.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def fold(text: str) -> str:
    """Lower case without accents or tones: ``Đảng ủy`` → ``dang uy``; without the NUL that PostgreSQL can't hold."""
    text = text.replace("\0", "")
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def normalise(text: str) -> str:
    """One form for stored text: composed Unicode, single spaces, no ends, no NUL."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\0", "")).split())


def whole_number(text: str | None, *, digits: int = 18) -> int | None:
    """The number that an address or a hidden field carries; None for anything else, or for more than ``digits``."""
    if text and text.isascii() and text.isdecimal() and len(text) <= digits:
        return int(text)
    return None


def _split_tone(letter: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[c] for c in parts if c in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)), tone


def sort_key(text: str) -> str:
    """A key whose byte order is the Vietnamese dictionary's: letters first, tones to break ties.

    Stored beside each name, since the embedded database has no ICU. Digits come before letters.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text).lower():
        base, tone = _split_tone(char)
        rank = _RANK.get(base)
        if rank is not None:
            letters.append(chr(0x60 + rank))
            tones.append(str(tone))
        else:
            letters.append(base if base.isdigit() else " " if not base.isalnum() else base)
    return "".join(letters) + "\x1f" + "".join(tones).rstrip("0")


def person_sort_key(full_name: str) -> str:
    """People sort by given name, then by the whole name: ``Nguyễn Văn An`` under A."""
    given = full_name.split()[-1] if full_name.split() else ""
    return sort_key(given) + "\x1e" + sort_key(full_name)
