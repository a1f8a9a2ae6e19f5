import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.papers import many_pages_pdf, party_document_pdf, state_letter_docx

FIELDS = {"file", "verdict", "reason", "detail", "marks", "media_type", "pages", "sha256"}


def gate(*words: str | bytes, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "plenum.cli.main", "gate", *words],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def lines(done: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(set(line) == FIELDS for line in told)
    return told


@pytest.mark.feature("S2", "S4")
def test_each_file_is_judged_in_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(state_letter_docx())
    (tmp_path / "b.pdf").write_bytes(party_document_pdf(mark="MẬT"))
    done = gate(str(tmp_path / "a.docx"), str(tmp_path / "b.pdf"), "--json")
    first, second = lines(done)
    assert (done.returncode, first["verdict"], first["reason"], first["marks"]) == (0, "accepted", "", [])
    assert (second["verdict"], second["reason"]) == ("refused", "secrecy_mark")
    assert second["marks"][0] == {"mark": "MẬT", "where": "head, page 1", "how": "beside"}
    assert [len(told["sha256"]) for told in (first, second)] == [64, 64]


def test_a_file_that_is_not_there_is_named_and_the_others_are_judged(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(state_letter_docx())
    done = gate(str(tmp_path / "không có.pdf"), str(tmp_path / "a.docx"))
    missing, judged = done.stdout.splitlines()
    assert (done.returncode, "no_such_file" in missing, judged.startswith("accepted")) == (1, True, True)
    assert done.stderr.startswith(f"plenum: {tmp_path}/không có.pdf: ")


@pytest.mark.feature("S4")
def test_what_is_no_file_is_neither_waited_for_nor_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.pdf")
    (tmp_path / "thư mục.pdf").mkdir()
    (tmp_path / "vòng.pdf").symlink_to("vòng.pdf")
    (tmp_path / "a.pdf").write_bytes(many_pages_pdf(1))
    paths = ["ống.pdf", "thư mục.pdf", "vòng.pdf", "a.pdf/b.pdf", "a.pdf"]
    done = gate(*(str(tmp_path / name) for name in paths), "/dev/zero", "--json")
    told = lines(done)
    assert [line["reason"] for line in told] == [
        "not_a_file",
        "not_a_file",
        "file_not_readable",
        "no_such_file",
        "",
        "not_a_file",
    ]
    assert all(line["detail"] for line in told if line["reason"])
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 5)


@pytest.mark.feature("S4")
def test_a_file_over_the_limit_is_refused_as_at_the_door_and_not_read_on(tmp_path: Path) -> None:
    with (tmp_path / "lớn.pdf").open("wb") as file:
        file.truncate(1024**4)
    done = gate(str(tmp_path / "lớn.pdf"), "--json", PLENUM_MAX_FILE_SIZE=str(3 * 1024**2))
    [told] = lines(done)
    assert (done.returncode, told["reason"], "3 MB" in told["detail"]) == (0, "too_large", True)


@pytest.mark.parametrize("words", [["--json"], []])
def test_a_name_that_is_no_text_or_turns_the_screen_is_judged_and_shown_harmless(
    tmp_path: Path, words: list[str]
) -> None:
    names = [os.fsencode(tmp_path) + b"/a\xff.pdf", os.fsencode(tmp_path) + "/a\u202efdp\n.pdf".encode()]
    for name in names:
        Path(os.fsdecode(name)).write_bytes(b"%PDF-1.7")
    done = gate(*names, *words, PYTHONIOENCODING="ascii")
    assert (done.returncode, len(done.stdout.splitlines()), done.stdout.count("name_unsafe")) == (0, 2, 2)
    assert "\\xff" in done.stdout
    assert words or "\u202e" not in done.stdout
