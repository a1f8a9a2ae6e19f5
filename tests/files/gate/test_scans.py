"""What is only an image is read: its letters, and the frames that the law gives to secrecy marks."""

import io

import numpy as np
import pytest
from PIL import Image

from plenum.files.gate.looking import look_at
from plenum.files.gate.ocr import reader
from plenum.files.gate.stamps import frames_in
from tests.files.corpus import FRAMES, Scan, Sheet, packed, paper, scan
from tests.files.judging import judged
from tests.office_papers import sheet as workbook
from tests.papers import party_document_docx, state_letter_pdf

WIDTH = 210.0


def clean_sheet(seed: int = 1) -> Sheet:
    import random

    return Sheet(paper("party", 200, False), 200, random.Random(seed))


@pytest.mark.feature("S2", "S8")
@pytest.mark.parametrize("number", range(10), ids=str)
def test_a_scan_is_refused_exactly_when_it_carries_a_mark(number: int) -> None:
    made: Scan = scan(number, seed=7)
    verdict = judged(made.data, made.name)
    assert (verdict.code, made.made) == ("secrecy_mark" if made.mark else "", made.made)


@pytest.mark.feature("S2")
@pytest.mark.parametrize("mark", FRAMES)
@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_frame_of_two_lines_is_a_mark_whatever_is_left_of_its_letters(mark: str, turn: int) -> None:
    sheet = clean_sheet()
    sheet.over(lambda pen: sheet.frame(pen, FRAMES[mark], "", (205, 16, 24), 0.35, double=True), turn=5)
    picture = np.ascontiguousarray(np.rot90(sheet.picture, turn))
    frames = [frame for frame in frames_in(picture, 200 / 25.4) if frame.is_double]
    assert [frame.level for frame in frames] == [mark]


@pytest.mark.feature("S2")
def test_a_frame_of_one_line_is_urgency() -> None:
    sheet = clean_sheet()
    sheet.over(lambda pen: sheet.frame(pen, 30, "HỎA TỐC", (205, 16, 24), 0.5, double=False), turn=-4)
    look = look_at(sheet.picture, WIDTH, page=1)
    assert (look.marks, "HỎA TỐC" in look.text) == ((), True)


@pytest.mark.feature("S8")
def test_the_text_of_a_scan_is_kept_with_the_places_of_its_words() -> None:
    verdict = judged(packed(clean_sheet().picture, "pdf", 200), "quét.pdf")
    (read,) = verdict.scans
    assert "Căn cứ Chương trình công tác năm 2026 của Tỉnh ủy Lam Giang;" in read.text.splitlines()
    assert read.confidence > 80
    x, y, width, height, _word, _sure = next(word for word in read.words if word[4] == "Căn")
    assert (0.1 < x < 0.3, 0.2 < y < 0.5, 0 < width < 0.1, 0 < height < 0.05) == (True,) * 4


@pytest.mark.feature("S8")
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_sheet_laid_on_its_side_is_read_all_the_same(turn: int) -> None:
    picture = np.ascontiguousarray(np.rot90(clean_sheet().picture, turn))
    look = look_at(picture, WIDTH if turn == 2 else 297, page=1)
    assert "Chương trình công tác năm 2026" in look.text
    assert all(0 <= part <= 1 for word in look.words for part in word[:4])


@pytest.mark.feature("S2")
def test_a_mark_in_a_picture_of_a_word_file_and_of_a_workbook_is_found() -> None:
    sheet = clean_sheet()
    sheet.put("TỐI MẬT")
    word = packed(sheet.picture, "docx", 200)
    assert judged(word, "báo cáo.docx").code == "secrecy_mark"
    assert judged(party_document_docx(), "báo cáo.docx").accepted
    assert judged(workbook("Bảng"), "bảng.xlsx").accepted


@pytest.mark.feature("S2")
def test_a_drawn_mark_is_found_on_a_page_whose_text_is_known() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for inset in (0, 2.83):
        canvas.rect(80 + inset, 700 + inset, 85 - 2 * inset, 22.7 - 2 * inset)
    canvas.save()
    verdict = judged(out.getvalue(), "a.pdf")
    assert [(mark.mark, mark.how) for mark in verdict.marks] == [("TỐI MẬT", "shape")]
    assert judged(state_letter_pdf(), "b.pdf").accepted


@pytest.mark.feature("S2")
def test_where_letters_of_images_can_not_be_read_scans_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from plenum.files.gate import ocr
    from plenum.files.gate.pipeline import judge_bytes
    from plenum.files.gate.sights import look_through
    from plenum.files.gate.verdict import Refused

    data = packed(clean_sheet().picture, "png", 200)
    assert judge_bytes("quét.png", data).accepted
    monkeypatch.setattr(ocr, "LIBRARY", "libtesseract-that-is-not-there.so")
    ocr._library.cache_clear()
    reader.cache_clear()
    try:
        with pytest.raises(Refused) as refused:
            list(look_through(data, "image/png", [1]))
    finally:
        ocr._library.cache_clear()
        reader.cache_clear()
    assert refused.value.code == "scan_unread"


@pytest.mark.feature("S4")
def test_a_picture_without_size_or_sense_ends_well() -> None:
    out = io.BytesIO()
    noise = np.random.default_rng(3).integers(0, 255, (420, 300, 3), dtype=np.uint8)
    Image.fromarray(noise).save(out, "PNG")
    assert judged(out.getvalue(), "nhiễu.png").accepted
