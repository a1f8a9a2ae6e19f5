"""The list of files made to deceive, exhaust or take over: each is refused for what it is, by the gate as it runs."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from django.utils import translation

from plenum.files.errors import SENTENCES, sentence
from tests.bad_papers import Bad
from tests.files.judging import judged
from tests.hostile_papers import HOSTILE
from tests.papers import party_document_pdf

GUIDE = Path(__file__).parents[3] / "docs" / "files.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `(\w+)` \|$", re.MULTILINE)
FILES = [(what, bad) for what, files in HOSTILE.items() for bad in files]


def rows(hostile: Mapping[str, Sequence[Bad]]) -> list[tuple[str, str, str]]:
    """The lines of the guide's table: what it is, the files, their code."""
    told: dict[tuple[str, str], list[str]] = {}
    for what, files in hostile.items():
        for bad in files:
            told.setdefault((what, bad.code), []).append(f"`{shown(bad.name)}`")
    return [(what, ", ".join(names), code) for (what, code), names in told.items()]


def shown(name: str) -> str:
    return name.replace("\0", "␀").replace("\u202e", "⟵").replace("a" * 252, "a…a")


@pytest.mark.feature("S4", "S6")
@pytest.mark.parametrize(("what", "bad"), FILES, ids=[f"{what}: {bad.code}" for what, bad in FILES])
def test_a_hostile_file_is_refused_for_what_it_is(what: str, bad: Bad) -> None:
    verdict = judged(bad.make(), bad.name)
    assert (verdict.accepted, verdict.code, verdict.texts) == (False, bad.code, ())


@pytest.mark.parametrize("code", sorted({bad.code for _what, bad in FILES}))
def test_each_has_a_sentence_of_its_own_in_every_language(code: str) -> None:
    told = set()
    for language in ("vi", "ru", "en"):
        with translation.override(language):
            told.add(sentence(code, {"limit": 5}))
            assert sum(str(SENTENCES[code]) == str(other) for other in SENTENCES.values()) == 1
    assert len(told) == 3


def test_the_guide_names_the_same_files_and_codes() -> None:
    assert rows(HOSTILE) == ROW.findall(GUIDE.read_text(encoding="utf-8").partition("## Hostile files")[2])


@pytest.mark.feature("S4")
def test_a_name_as_long_as_a_disk_takes_is_no_reason() -> None:
    assert judged(party_document_pdf(), "a" * 251 + ".pdf").code == ""
