"""The demo's papers are PDFs whose words can be read back, the same each time."""

import dataclasses
import io
from datetime import date

import pypdfium2
import pytest

from plenum.cli.demo.papers import DemoPaper, demo_paper
from plenum.files.gate.pipeline import judge_bytes

PAPER = DemoPaper(
    party=True,
    superior="TỈNH ỦY LAM GIANG",
    body="VĂN PHÒNG",
    number=5,
    symbol="BC/VPTU",
    place="Lam Giang",
    on=date(2026, 2, 5),
    kind="BÁO CÁO",
    abstract="về tiến độ cấp nước sạch nông thôn",
    paragraphs=("Ban Thường vụ Tỉnh ủy yêu cầu các cơ quan báo cáo kết quả <trước> ngày 15 & 16 tháng 12.",),
    position="CHÁNH VĂN PHÒNG",
    signer="Phạm Hồng Sơn",
    recipients=("Thường trực Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy"),
)
LETTER = dataclasses.replace(
    PAPER,
    party=False,
    kind="",
    symbol="SCT-VP",
    abstract="V/v cấp điện",
    to="Văn phòng Tỉnh ủy",
    authority="KT. GIÁM ĐỐC",
)


def words(pdf: bytes, page: int = 0) -> list[str]:
    text = pypdfium2.PdfDocument(io.BytesIO(pdf))[page].get_textpage().get_text_bounded()
    return [line.strip() for line in text.splitlines()]


def test_a_party_paper_has_its_title_its_number_and_its_date_in_the_partys_form() -> None:
    lines = words(demo_paper(PAPER))
    assert lines[:6] == [
        "TỈNH ỦY LAM GIANG",
        "VĂN PHÒNG",
        "*",
        "Số 05-BC/VPTU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Lam Giang, ngày 05 tháng 02 năm 2026",
    ]
    assert lines[-2:] == ["CHÁNH VĂN PHÒNG", "Phạm Hồng Sơn"]


def test_a_state_letter_has_the_motto_and_no_type_name() -> None:
    lines = words(demo_paper(LETTER))
    assert lines[2:6] == [
        "Số: 05/SCT-VP",
        "V/v cấp điện",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_a_long_paper_goes_on_on_numbered_pages() -> None:
    pdf = demo_paper(dataclasses.replace(PAPER, paragraphs=tuple(PAPER.paragraphs) * 30))
    assert [words(pdf, page)[0] for page in (1, 2)] == ["2", "3"]


@pytest.mark.parametrize("paper", [PAPER, LETTER], ids=["party", "state"])
def test_the_same_paper_gives_the_same_bytes_and_passes_the_gate(paper: DemoPaper) -> None:
    pdf = demo_paper(paper)
    assert demo_paper(paper) == pdf
    assert judge_bytes("bao-cao.pdf", pdf).code == ""
