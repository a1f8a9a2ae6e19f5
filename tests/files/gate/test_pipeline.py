"""What enters and what does not, on real files."""

import pytest

from plenum.files.errors import SENTENCES
from plenum.files.gate.pipeline import judge_bytes
from plenum.files.gate.types import DOCX, JPEG, PDF, PNG, TIFF
from tests.bad_papers import BAD, Bad, field, nested_docx, photo, plain_png, related, stamped_pdf, with_fields
from tests.papers import party_document_docx, party_document_pdf, state_letter_docx, state_letter_pdf


@pytest.mark.feature("S2", "S4")
@pytest.mark.parametrize("bad", BAD, ids=[f"{bad.name} {bad.code}" for bad in BAD])
def test_a_bad_paper_is_refused_with_its_own_code_and_nothing_of_it_is_told(bad: Bad) -> None:
    verdict = judge_bytes(bad.name, bad.make())
    assert (verdict.accepted, verdict.code, verdict.texts) == (False, bad.code, ())
    assert bad.code in SENTENCES


@pytest.mark.feature("S4")
@pytest.mark.parametrize(
    ("name", "data", "media_type", "pages"),
    [
        ("công văn.pdf", state_letter_pdf(), PDF, 1),
        ("báo cáo.pdf", party_document_pdf(), PDF, 1),
        ("công văn.docx", state_letter_docx(), DOCX, None),
        ("báo cáo.docx", party_document_docx(), DOCX, None),
        ("có liên kết.docx", related("hyperlink", "https://lamgiang.example"), DOCX, None),
        ("có thư điện tử.docx", related("hyperlink", "mailto:vp@lamgiang.example"), DOCX, None),
        (
            "có trường.docx",
            with_fields(field(" IF ", field("PAGE"), "= 1"), field(' DATE \\@ "dd/MM/yyyy" ')),
            DOCX,
            None,
        ),
        ("biểu đồ.docx", nested_docx(1), DOCX, None),
        ("quét.png", plain_png(), PNG, 1),
        ("quét.jpg", photo("JPEG"), JPEG, 1),
        ("quét.tiff", photo("TIFF"), TIFF, 1),
    ],
)
def test_an_ordinary_paper_enters(name: str, data: bytes, media_type: str, pages: int | None) -> None:
    verdict = judge_bytes(name, data)
    assert (verdict.accepted, verdict.code, verdict.media_type, verdict.pages) == (True, "", media_type, pages)


def test_the_text_of_a_pdf_is_read_page_by_page() -> None:
    verdict = judge_bytes("a.pdf", party_document_pdf(paragraphs=["Một đoạn."]))
    assert "Một đoạn." in verdict.texts[0].splitlines()
    assert verdict.page_sizes == ((595.3, 841.9),)


def test_what_a_note_shows_is_read_with_the_page_it_stands_on_and_adds_no_page() -> None:
    verdict = judge_bytes("a.pdf", stamped_pdf("Đã xem ngày 05/11."))
    assert (verdict.code, verdict.pages, len(verdict.texts), len(verdict.page_sizes)) == ("", 1, 1, 1)
    assert "Đã xem ngày 05/11." in verdict.texts[0].splitlines()


def test_the_text_of_a_word_file_holds_its_body_and_its_table() -> None:
    lines = judge_bytes("a.docx", state_letter_docx()).texts[0].splitlines()
    assert lines[:4] == [
        "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
        "SỞ CÔNG THƯƠNG",
        "Số: 412/SCT-VP",
        "V/v báo cáo tiến độ cấp điện nông thôn",
    ]


def test_an_error_that_nobody_foresaw_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("plenum.files.gate.pipeline.read", fail)
    assert judge_bytes("a.pdf", party_document_pdf()).code == "unreadable"


def test_memory_that_runs_out_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr("plenum.files.gate.pipeline.read", fail)
    assert judge_bytes("a.pdf", party_document_pdf()).code == "too_heavy"
