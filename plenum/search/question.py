"""What a person typed, understood without a grammar: words, quoted phrases, perhaps a number."""

import re
from dataclasses import dataclass

from plenum.search.words import folded, identifier, words

#: Longer questions are cut: nobody types them, and each word costs time.
LONGEST_TEXT, MOST_WORDS = 500, 24

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Question:
    """``words`` must all occur, each of ``phrases`` in one piece; all in exact form. ``identifier`` is the whole
    question read as a number or symbol, empty when it has no digit. With ``open_end`` the last word is still being
    typed."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    identifier: str
    open_end: bool

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def folded_terms(self) -> frozenset[str]:
        """Every word asked for, without accents."""
        return frozenset(folded(word) for part in (self.words, *self.phrases) for word in part)


def understand(text: str, *, typing: bool = False) -> Question:
    """Read what was typed; ``typing`` says that the last word may not be finished. Never raises."""
    text = text[:LONGEST_TEXT]
    phrases = [tuple(words(quoted))[:MOST_WORDS] for quoted in _QUOTED.findall(text)]
    rest = words(_QUOTED.sub(" ", text))
    alone = rest + [phrase[0] for phrase in phrases if len(phrase) == 1]
    open_end = typing and bool(rest) and text[-1].isalnum()
    if open_end:
        last = rest[-1]
        alone = [word for word in alone if word != last]
        # One letter says nothing yet, and would match half of everything.
        if len(last) > 1 or last.isdecimal() or not (alone or phrases):
            alone = [*alone[: MOST_WORDS - 1], last]
        else:
            open_end = False
    sign = identifier(text)
    return Question(
        words=tuple(dict.fromkeys(alone))[:MOST_WORDS],
        phrases=tuple(phrase for phrase in phrases if len(phrase) > 1),
        identifier=sign if any(letter.isdigit() for letter in sign) else "",
        open_end=open_end,
    )
