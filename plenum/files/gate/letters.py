"""Letters as the eye sees them: look-alikes of other alphabets become Latin, what can't be seen is dropped.

Accents stay beside their letter, since MẬT is a mark where MẮT (eye), MẶT (face) and MẤT (lost) are words.
"""

import re
import unicodedata

#: For each letter of the marks, what looks like it in other alphabets, in small capitals, and in digits.
CAPITALS = {
    "A": "АΑᎪꓮᗅΛ𐊠ᴀ4@∀Ⲁ",
    "E": "ЕΕᎬꓰⴹᴇ3Ⲉ",
    "I": "ІΙӀᏆꓲᎥɪ1|Ⅰⵏ",
    "M": "МΜᎷꓟᛖϺⅯᴍⲘ",
    "O": "ОΟՕꓳᴏ0Ⲟ⵿ⵔ○〇",
    "T": "ТΤᎢꓔᴛ7†ϮⲦ⊤",
    "U": "ՍႮᑌꓴᴜ⋃∪Ս",
    "Y": "УΥҮᎩᎽꓬʏ¥Ⲩ",
}
SMALL = {"a": "аɑα", "e": "еє℮", "i": "іι", "m": "м", "o": "оοօ", "t": "тτ", "u": "υսᴜ", "y": "уүγ"}
#: Digits and signs stand for letters only next to letters: a lone 1 or 0 is a number.
WEAK = frozenset("0134 7@|○〇¥∀†")
#: A line through a letter is no accent that Unicode could take off.
STROKE = {"Đ": "D", "đ": "d", "Ð": "D"}
#: What takes no room on paper: zero-width characters, direction marks, soft hyphens, variation selectors, controls.
INVISIBLE = {
    code: None
    for code in (*range(0x20000), *range(0xE0000, 0xE01F0))
    if (unicodedata.category(chr(code)) in ("Cf", "Cc") and chr(code) not in "\n\r\t") or 0xFE00 <= code <= 0xFE0F
}
_ALIKE = {ord(alike): letter for letter, many in {**CAPITALS, **SMALL}.items() for alike in many}
_STROKE = {ord(char): letter for char, letter in STROKE.items()}
LOOKALIKES: dict[int, str | None] = {**INVISIBLE, **_ALIKE, **_STROKE}
STRONG: dict[int, str | None] = {code: look for code, look in LOOKALIKES.items() if chr(code) not in WEAK}
ACCENT = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
#: The accents that make Vietnamese words different; a line through or under a letter does not.
TELLING = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "circumflex",
    "\u0303": "tilde",
    "\u0306": "breve",
    "\u0309": "hook",
    "\u0323": "dot",
    "\u031b": "horn",
}


def seen(text: str, *, weak: bool = True) -> str:
    """The text decomposed, in Latin look, without invisible characters; ``weak`` lets digits stand for letters."""
    return unicodedata.normalize("NFKD", text).translate(LOOKALIKES if weak else STRONG)


def bare(text: str) -> str:
    """`seen` text without accents."""
    return ACCENT.sub("", text)


def accents_of(text: str) -> list[tuple[str, frozenset[str]]]:
    """The letters of `seen` text, each with its telling accents; everything else is left out."""
    letters: list[tuple[str, frozenset[str]]] = []
    for char in text:
        if char.isalpha() and char not in TELLING:
            letters.append((char, frozenset()))
        elif char in TELLING and letters:
            letter, accents = letters[-1]
            letters[-1] = (letter, accents | {TELLING[char]})
    return letters
