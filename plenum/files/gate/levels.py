"""The three levels as bare letters, and the accents that each of their letters may carry."""

#: Longest first: each one's letters end in those of the last.
LEVELS = {"TUYETMAT": "TUYỆT MẬT", "TOIMAT": "TỐI MẬT", "MAT": "MẬT"}
#: The accents of Ậ.
FULL = frozenset({"circumflex", "dot"})
_NONE: frozenset[str] = frozenset()
#: Ặ looks too much like Ậ to be let pass in two words, where it makes no other word; alone, MẶT is the face.
_IN_TWO_WORDS = FULL | {"breve"}
#: A mark may have lost accents of its own, but one with an accent of another word *is* another word.
OWN = {
    "TUYETMAT": (_NONE, _NONE, _NONE, FULL, _NONE, _NONE, _IN_TWO_WORDS, _NONE),
    "TOIMAT": (_NONE, frozenset({"circumflex", "acute"}), _NONE, _NONE, _IN_TWO_WORDS, _NONE),
    "MAT": (_NONE, FULL, _NONE),
}

Letters = list[tuple[str, frozenset[str]]]


def accents_fit(letters: Letters, level: str) -> bool:
    """True when no letter carries an accent that the level's own letter does not have."""
    return all(accents <= own for (_letter, accents), own in zip(letters, OWN[level], strict=True))


def level_of(letters: Letters) -> str | None:
    """The level's bare letters when ``letters`` are nothing else."""
    word = "".join(letter for letter, _ in letters).upper()
    return word if word in LEVELS and accents_fit(letters, word) else None
