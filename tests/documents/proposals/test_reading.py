"""Papers that no maker of ours made: columns that run into one another, other habits, and what is no paper at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.documents.proposals import KnownType, Proposals, read_paper

TYPES = [
    KnownType(1, "state", "Công văn", (), is_printed=False),
    KnownType(2, "state", "Quyết định", ("QĐ",)),
    KnownType(3, "party", "Công văn", ("CV",), is_printed=False),
    KnownType(4, "party", "Quyết định", ("QĐ",)),
    KnownType(5, "party", "Quy định", ("QĐ", "QĐi")),
]

ROW_BY_ROW = """UBND TỈNH LAM GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ CÔNG THƯƠNG Độc lập - Tự do - Hạnh phúc
_______ ________________
Số: 15/QĐ-SCT Lam Giang, ngày 05 tháng 02 năm 2026
HỎA TỐC
QUYẾT ĐỊNH
Về việc ban hành Quy chế làm việc
của Sở Công Thương
Căn cứ Quyết định số 99/QĐ-UBND ngày 01 tháng 01 năm 2026;
Báo cáo gửi về Sở trước ngày 20/02/2026.
Nơi nhận: GIÁM ĐỐC
- Như Điều 3;
- Lưu: VT. Trần Quốc Toàn
"""


def values(read: Proposals) -> dict[str, object]:
    fields = (
        "written",
        "issued_on",
        "issuer",
        "type",
        "abstract",
        "signer_name",
        "signer_position",
        "urgency",
        "due_on",
    )
    return {field: getattr(read, field).value for field in fields if getattr(read, field) is not None}


@pytest.mark.feature("D4")
def test_columns_that_run_into_one_another_are_read_apart() -> None:
    assert values(read_paper(ROW_BY_ROW, TYPES)) == {
        "written": "15/QĐ-SCT",
        "issued_on": date(2026, 2, 5),
        "issuer": "SỞ CÔNG THƯƠNG",
        "type": 2,
        "abstract": "Về việc ban hành Quy chế làm việc của Sở Công Thương",
        "signer_name": "Trần Quốc Toàn",
        "signer_position": "Giám đốc",
        "urgency": 3,
        "due_on": date(2026, 2, 20),
    }


def test_each_proposal_says_where_it_was_read() -> None:
    read = read_paper(ROW_BY_ROW, TYPES)
    assert read.written is not None
    assert read.written.source == "Số: 15/QĐ-SCT Lam Giang, ngày 05 tháng 02 năm 2026"


def test_a_symbol_of_two_types_is_decided_by_the_printed_name() -> None:
    text = "ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY LAM GIANG\n*\nSố 08-QĐ/TU\nQUY ĐỊNH\nvề chế độ họp"
    assert values(read_paper(text, TYPES))["type"] == 5


def test_a_number_that_was_not_filled_in_is_not_invented() -> None:
    text = "ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY LAM GIANG\n*\nSố      -CV/TU\nLam Giang, ngày    tháng 11 năm 2026"
    assert values(read_paper(text, TYPES)) == {"issuer": "TỈNH ỦY LAM GIANG"}


def test_a_day_that_the_calendar_does_not_know_is_not_proposed() -> None:
    assert read_paper("Lam Giang, ngày 31 tháng 02 năm 2026", TYPES).issued_on is None


@pytest.mark.parametrize("text", ["", "\n\n", "Kính gửi anh Nam, mai họp nhé.", "1\n2\n3", "HÓA ĐƠN\nTổng cộng: 5.000"])
def test_what_is_no_paper_proposes_no_number_and_no_date(text: str) -> None:
    read = read_paper(text, TYPES)
    assert (read.written, read.issued_on, read.type, read.signer_name) == (None, None, None, None)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = read_paper(text, TYPES)
    assert isinstance(read, Proposals)
