"""Secrecy marks in file names, where there are no lines, often no accents, and *mặt trận* looks like *mật trận*."""

from dataclasses import dataclass, field

from plenum.files.gate.letters import TELLING, seen
from plenum.files.gate.levels import FULL, LEVELS, accents_fit
from plenum.files.gate.ordinary import (
    AFTER,
    AFTER_WITHOUT_ACCENTS,
    BEFORE,
    BEFORE_WITHOUT_ACCENTS,
    CARRIERS,
    SHORT_CARRIERS,
)

FIRST_HALVES = ("TOI", "TUYET")


@dataclass(slots=True)
class Token:
    """A word of a name, with the accents of its letters and what stands before it."""

    before: str = ""
    letters: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    #: Its letters stood apart: nobody writes an ordinary word so.
    spaced: bool = False

    @property
    def text(self) -> str:
        return "".join(letter for letter, _ in self.letters)

    @property
    def word(self) -> str:
        return self.text.upper()


def level_in_name(stem: str) -> str | None:
    """The level that a file name without its extension is marked with, if it is."""
    tokens = _joined(_tokens(stem))
    for index in range(len(tokens)):
        level = _two_words(tokens, index) or _one_word(tokens, index)
        if level:
            return level
    return None


def _tokens(stem: str) -> list[Token]:
    tokens: list[Token] = []
    gap = " "
    for char in seen(stem, weak=False):
        if char in TELLING and tokens and not gap:
            letter, accents = tokens[-1].letters[-1]
            tokens[-1].letters[-1] = (letter, accents | {TELLING[char]})
        elif char.isalnum():
            if gap:
                tokens.append(Token(before=gap))
                gap = ""
            tokens[-1].letters.append((char, frozenset()))
        elif char.isprintable() and not char.isalnum():
            gap += char
    return tokens


def _joined(tokens: list[Token]) -> list[Token]:
    """Letters that stand apart (``T.O.I M.A.T``) are one word; a lone letter among words stays alone."""
    joined: list[Token] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and len(token.letters) == 1 and token.text.isalpha():
            run.append(token)
            continue
        if len(run) >= 3:
            joined.append(Token(run[0].before, [letter for one in run for letter in one.letters], True))
        else:
            joined += run
        run = []
        if token is not None:
            joined.append(token)
    return joined


def _two_words(tokens: list[Token], index: int) -> str | None:
    token = tokens[index]
    if token.word in LEVELS and token.word != "MAT":
        return LEVELS[token.word] if accents_fit(token.letters, token.word) else None
    if token.word not in FIRST_HALVES or index + 1 == len(tokens) or tokens[index + 1].word != "MAT":
        return None
    if _word(tokens, index + 2) in AFTER and not tokens[index + 1].text.isupper():
        return None
    word = token.word + "MAT"
    return LEVELS[word] if accents_fit([*token.letters, *tokens[index + 1].letters], word) else None


def _one_word(tokens: list[Token], index: int) -> str | None:
    token = tokens[index]
    if token.word != "MAT" or not accents_fit(token.letters, "MAT"):
        return None
    full = token.letters[1][1] == FULL
    before = BEFORE if full else BEFORE_WITHOUT_ACCENTS
    after = AFTER if full else AFTER_WITHOUT_ACCENTS
    if len(tokens) == 1:
        return LEVELS["MAT"]
    if (token.spaced or _bracketed(tokens, index)) and token.text.isupper():
        return LEVELS["MAT"]
    if _word(tokens, index - 1) in before or _word(tokens, index + 1) in after:
        return None
    stands_out = full or _at_an_end(tokens, index) or not _all_capitals(tokens)
    if (token.text.isupper() and stands_out) or _carried(tokens, index):
        return LEVELS["MAT"]
    return None


def _word(tokens: list[Token], index: int) -> str:
    return tokens[index].word if 0 <= index < len(tokens) else ""


def _carried(tokens: list[Token], index: int) -> bool:
    pair = (_word(tokens, index - 2), _word(tokens, index - 1))
    return pair in CARRIERS or pair[1] in SHORT_CARRIERS


def _bracketed(tokens: list[Token], index: int) -> bool:
    return any(bracket in tokens[index].before for bracket in "([{")


def _at_an_end(tokens: list[Token], index: int) -> bool:
    return index in (0, len(tokens) - 1)


def _all_capitals(tokens: list[Token]) -> bool:
    return all(token.text.isupper() or not token.text.isalpha() for token in tokens)
