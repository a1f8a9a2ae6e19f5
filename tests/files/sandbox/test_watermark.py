"""Words over pages, drawn in the sandbox."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from plenum.files.sandbox.watermark import mark_image, mark_pdf
from tests import papers

LETTERS = "ạảãàáâậầấẩẫăắằặẳẵđéèẹẻẽêềếểễệíìịỉĩóòọỏõôốồộổỗơớờợởỡúùụủũưứừựửữýỳỵỷỹ"
WORDS = f"{LETTERS} {LETTERS.upper()} Щёголев · 28/11/2026 14:35"


def _texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.feature("D23")
def test_every_letter_of_vietnamese_is_drawn_and_read_out_of_every_page() -> None:
    pages = _texts(mark_pdf(papers.many_pages_pdf(3, "Hội nghị"), "application/pdf", WORDS))
    assert [(WORDS in text, "Hội nghị" in text) for text in pages] == [(True, True)] * 3


@pytest.mark.feature("D23")
def test_a_turned_page_carries_its_words_upright() -> None:
    with pikepdf.open(io.BytesIO(papers.state_letter_pdf())) as pdf:
        pdf.pages[0].Rotate = 90
        turned = io.BytesIO()
        pdf.save(turned)
    page = pypdfium2.PdfDocument(mark_pdf(turned.getvalue(), "application/pdf", "Nam"))[0]
    image = page.render().to_pil().convert("L")
    width, height = image.size
    foot = image.crop((width // 2 - 30, height - 22, width // 2 + 30, height))
    assert (width > height, foot.getextrema()[0] < 160) == (True, True)


@pytest.mark.feature("D23")
def test_no_form_and_no_signature_is_left_in_a_copy() -> None:
    with pikepdf.open(io.BytesIO(papers.state_letter_pdf())) as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("Ký số")))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        signed = io.BytesIO()
        pdf.save(signed)
    with pikepdf.open(io.BytesIO(mark_pdf(signed.getvalue(), "application/pdf", "Nam"))) as copy:
        assert "/AcroForm" not in copy.Root


@pytest.mark.feature("D23")
def test_a_picture_becomes_a_sheet_with_the_words() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (1200, 800), "white").save(picture, "PNG")
    copy = mark_pdf(picture.getvalue(), "image/png", "Đỗ Văn Nam")
    assert (len(_texts(copy)), "Đỗ Văn Nam" in _texts(copy)[0]) == (1, True)
    assert max(pypdfium2.PdfDocument(copy)[0].get_size()) == pytest.approx(842, abs=2)


@pytest.mark.feature("D23")
def test_long_words_on_a_tiny_page_are_cut_and_break_nothing() -> None:
    small = io.BytesIO()
    Image.new("RGB", (20, 30), "white").save(small, "WEBP")
    with Image.open(io.BytesIO(mark_image(small.getvalue(), WORDS))) as marked:
        assert marked.size == (20, 30)
