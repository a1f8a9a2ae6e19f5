"""The lines of a paper, as every reader wants them."""

import re
import unicodedata
from dataclasses import dataclass

#: The head of a paper ends after so many lines at the latest.
HEAD = 22
_BLANK = re.compile(r"^[\s_*\-–—=.·•]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """Something read, and the words of the paper it comes from."""

    text: str
    source: str


def lines_of(text: str) -> list[str]:
    """Composed, single-spaced lines without empty ones and rules."""
    composed = unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\u00a0", " "))
    lines = (" ".join(line.split()) for line in re.split(r"[\r\n\f\v]+", composed))
    return [line for line in lines if not _BLANK.match(line)]


def is_upper(text: str) -> bool:
    """True when the text has letters and all of them are capitals."""
    return text.upper() == text and any(c.isalpha() for c in text)


def sentence_case(text: str) -> str:
    """``PHÓ BÍ THƯ`` → ``Phó bí thư``."""
    return text[:1].upper() + text[1:].lower()
