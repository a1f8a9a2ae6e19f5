import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.papers import party_document_pdf, state_letter_docx


def gate(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "plenum.cli.main", "gate", *words], capture_output=True, text=True)


@pytest.mark.feature("S2", "S4")
def test_each_file_is_judged_in_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(state_letter_docx())
    (tmp_path / "b.pdf").write_bytes(party_document_pdf(mark="MẬT"))
    done = gate(str(tmp_path / "a.docx"), str(tmp_path / "b.pdf"), "--json")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, first["verdict"], first["reason"], first["marks"]) == (0, "accepted", "", [])
    assert (second["verdict"], second["reason"], second["marks"][0]["mark"]) == ("refused", "secrecy_mark", "MẬT")
    assert [len(told["sha256"]) for told in (first, second)] == [64, 64]
    assert set(second) == {"file", "verdict", "reason", "detail", "marks", "media_type", "pages", "sha256"}


def test_a_file_that_is_not_there_is_named_and_the_others_are_judged(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(state_letter_docx())
    done = gate(str(tmp_path / "không có.pdf"), str(tmp_path / "a.docx"))
    missing, judged = done.stdout.splitlines()
    assert (done.returncode, "unreadable_path" in missing, judged.startswith("accepted")) == (1, True, True)
