"""Sheets, slides and the open format: their words are read, their marks seen, their actions refused."""

import pytest

from plenum.files.gate.pipeline import judge_bytes
from plenum.files.gate.types import ODT, PPTX, XLSX
from tests.bad_papers import formula_xlsx, listed_docx, with_members
from tests.office_papers import open_text, sheet, slides


@pytest.mark.feature("S4")
@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("tiến độ.xlsx", sheet("Xã Khe Sang", "bảo mật"), XLSX),
        ("trình bày.pptx", slides("Xã Khe Sang", "bảo mật"), PPTX),
        ("báo cáo.odt", open_text("Xã Khe Sang", "bảo mật"), ODT),
    ],
)
def test_an_ordinary_file_enters_and_its_words_are_read(name: str, data: bytes, media_type: str) -> None:
    verdict = judge_bytes(name, data)
    assert (verdict.code, verdict.media_type, verdict.pages) == ("", media_type, None)
    assert [line for line in verdict.texts[0].splitlines() if line in ("Xã Khe Sang", "bảo mật")] == [
        "Xã Khe Sang",
        "bảo mật",
    ]


@pytest.mark.feature("S4")
def test_formulas_that_only_calculate_enter_and_what_they_show_is_read() -> None:
    formulas = (
        "SUM(A1:A4)",
        "Sheet!A1",
        'IF(A1="WEBSERVICE(x)","a|b","")',
        "HYPERLINK(A1)",
        "Bảng[Cột]",
        "MYIMAGES(1)",
    )
    verdicts = [judge_bytes("a.xlsx", formula_xlsx(formula, "Xã Khe Sang")) for formula in formulas]
    assert [(one.code, "Xã Khe Sang" in one.texts[0].splitlines()) for one in verdicts] == [("", True)] * len(formulas)


def test_numbers_and_labels_of_lists_are_no_words() -> None:
    assert sorted(judge_bytes("a.xlsx", formula_xlsx("A1+1", "-4.5E-3")).texts[0].splitlines()) == ["Tiến độ", "a"]
    assert judge_bytes("a.docx", listed_docx("%1.")).texts[0].count("%1") == 0


@pytest.mark.feature("S2")
@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.xlsx", sheet("a", "TỐI MẬT"), "body"),
        ("a.xlsx", sheet("a", title="MẬT"), "box"),
        ("a.xlsx", sheet("a", header="Tuyệt mật"), "header"),
        ("a.pptx", slides("a", "Mật"), "box"),
        ("a.odt", open_text("a", "MẬT"), "head"),
        ("a.odt", open_text("a", header="Tối mật"), "header"),
        ("a.odt", open_text("a", title="Tuyệt mật"), "property"),
    ],
)
def test_a_mark_is_seen_where_these_files_show_it(name: str, data: bytes, place: str) -> None:
    verdict = judge_bytes(name, data)
    assert (verdict.code, [mark.place for mark in verdict.marks]) == ("secrecy_mark", [place])


@pytest.mark.feature("S4")
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.odt", with_members(open_text("a"), {"Basic/Standard/x.xml": b"<x/>"}), "macro"),
        ("a.odt", with_members(open_text("a"), {"Object 1/content.xml": b"<x/>"}), "ole"),
        ("a.odt", with_members(open_text("a"), {"Pictures/a.png": b"MZ"}), "embedded_file"),
        ("a.odt", with_members(open_text("a"), {"mimetype": b"text/plain"}), "not_what_it_says"),
        ("a.odt", open_text("a", manifest="<m:encryption-data/>"), "encrypted"),
        ("a.odt", open_text("a", more="<script:event-listener/>"), "macro"),
        ("a.odt", open_text("a", more='<text:x xlink:href="http://x.example/a.png"/>'), "external_link"),
        ("a.odt", open_text("a", more='<text:a xlink:href="file:///etc/passwd">x</text:a>'), "external_link"),
        ("a.odt", open_text("a", more='<text:a xlink:href="https://x.example">x</text:a>'), ""),
        ("a.xlsx", with_members(sheet("a"), {"xl/vbaProject.bin": b"x"}), "macro"),
        ("a.pptx", slides("a")[:-5], "two_files_in_one"),
    ],
)
def test_what_acts_or_deceives_is_refused(name: str, data: bytes, code: str) -> None:
    assert judge_bytes(name, data).code == code
