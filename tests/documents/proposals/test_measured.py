"""How well the card is read from papers in the form of the law: nothing wrong, nothing missed on the layouts we make.

Every paper goes through the real gate, so the text is the text that the product has: from PDF by two different
makers, and from Word files.
"""

import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from plenum.cli.demo.papers import DemoPaper, demo_paper
from plenum.core.text import fold
from plenum.documents.proposals import Proposals, read_paper
from plenum.documents.queries.proposals import known_types
from plenum.files.checking import submit_file
from plenum.files.queries.blobs import text_of
from tests import papers
from tests.cast import MONDAY, Cast

LAMGIANG = "Lam Giang"


@dataclass(frozen=True)
class Truth:
    """What stands on a paper."""

    written: str
    issued_on: date
    issuer: str
    type: str
    abstract: str
    signer_name: str
    signer_position: str


#: superior, body, number, symbol, date, type (empty for a letter), abstract, authority, post, signer
STATE = [
    (
        "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
        "SỞ CÔNG THƯƠNG",
        "412",
        "SCT-VP",
        date(2026, 11, 5),
        "",
        "V/v báo cáo tiến độ cấp điện nông thôn",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trịnh Công Hải",
    ),
    (
        "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
        "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        "05",
        "BC-SNNMT",
        date(2026, 1, 9),
        "BÁO CÁO",
        "Kết quả rà soát thủ tục hành chính không cần thiết quý III năm 2026",
        "",
        "GIÁM ĐỐC",
        "Đỗ Thị Hồng Ánh",
    ),
    (
        "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
        "SỞ NỘI VỤ",
        "1523",
        "KH-SNV",
        date(2026, 12, 31),
        "KẾ HOẠCH",
        "Chuyển đổi số trong các cơ quan nhà nước trên địa bàn tỉnh năm 2027",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Lê Văn Phúc",
    ),
    (
        "ỦY BAN NHÂN DÂN",
        "SỞ TÀI CHÍNH",
        "88",
        "TTr-STC",
        date(2026, 2, 3),
        "TỜ TRÌNH",
        "Về việc phân bổ kinh phí thực hiện Chương trình mục tiêu quốc gia",
        "TL. GIÁM ĐỐC",
        "CHÁNH VĂN PHÒNG",
        "Phan Đức Anh",
    ),
]
PARTY = [
    (
        "TỈNH ỦY LAM GIANG",
        "VĂN PHÒNG",
        "127",
        "BC/VPTU",
        date(2026, 11, 5),
        "BÁO CÁO",
        "về tiến độ cấp nước sạch nông thôn năm 2026",
        "",
        "CHÁNH VĂN PHÒNG",
        "Phạm Hồng Sơn",
    ),
    (
        "ĐẢNG BỘ TỈNH LAM GIANG",
        "TỈNH ỦY",
        "33",
        "KL/TU",
        date(2026, 10, 30),
        "KẾT LUẬN",
        "của Ban Thường vụ Tỉnh ủy về công tác cải cách thủ tục hành chính trong Đảng",
        "T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ",
        "Nguyễn Quang Minh",
    ),
    (
        "TỈNH ỦY LAM GIANG",
        "BAN TUYÊN GIÁO VÀ DÂN VẬN",
        "09",
        "CV/BTGDVTU",
        date(2026, 3, 20),
        "",
        "V/v chuẩn bị nội dung Hội nghị đối thoại giữa Ban Thường vụ với lãnh đạo các phòng",
        "K/T TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        "Lê Văn Ánh",
    ),
    (
        "TỈNH ỦY LAM GIANG",
        "ỦY BAN KIỂM TRA",
        "214",
        "TB/UBKTTU",
        date(2026, 6, 1),
        "THÔNG BÁO",
        "Kết luận kiểm tra việc lãnh đạo, chỉ đạo công tác cán bộ",
        "T/M ỦY BAN KIỂM TRA",
        "CHỦ NHIỆM",
        "Vũ Thị Lệ Quyên",
    ),
]
ISSUERS = {
    "VĂN PHÒNG": "VĂN PHÒNG TỈNH ỦY LAM GIANG",
    "BAN TUYÊN GIÁO VÀ DÂN VẬN": "BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY LAM GIANG",
    "ỦY BAN KIỂM TRA": "ỦY BAN KIỂM TRA TỈNH ỦY LAM GIANG",
}
ROWS = [("state", *row) for row in STATE] + [("party", *row) for row in PARTY]
MAKERS = ("pdf", "docx", "demo")


def truth_of(row: tuple[Any, ...]) -> Truth:
    system, _superior, body, number, symbol, on, kind, abstract, _authority, post, signer = row
    stroke = "/" if system == "state" else "-"
    words = f"Về việc {str(abstract).removeprefix('V/v ')}" if str(abstract).startswith("V/v ") else str(abstract)
    return Truth(
        f"{number}{stroke}{symbol}",
        on,
        ISSUERS.get(str(body), str(body)),
        str(kind) or "CÔNG VĂN",
        words,
        str(signer),
        str(post),
    )


def made(row: tuple[Any, ...], maker: str) -> tuple[str, bytes]:
    system, superior, body, number, symbol, on, kind, abstract, authority, post, signer = row
    if maker == "demo":
        paper = DemoPaper(
            party=system == "party",
            superior=str(superior),
            body=str(body),
            number=int(str(number)),
            symbol=str(symbol),
            place=LAMGIANG,
            on=on,
            kind=str(kind),
            abstract=str(abstract),
            paragraphs=papers.PARAGRAPHS,
            position=str(post),
            signer=str(signer),
            authority=str(authority),
            to="" if kind else "Văn phòng Tỉnh ủy",
            recipients=("Như trên", "Lưu Văn phòng"),
        )
        return "van-ban.pdf", demo_paper(paper)
    make = getattr(papers, f"{'state_letter' if system == 'state' else 'party_document'}_{maker}")
    fields = {
        "superior": superior,
        "body": body,
        "number": number,
        "symbol": symbol,
        "on": on,
        "kind": kind,
        "abstract": abstract,
        "authority": authority,
        "position": post,
        "signer": signer,
        "to": "" if kind else "Văn phòng Tỉnh ủy",
    }
    return f"van-ban.{maker}", make(**fields)


def judged(read: Proposals, truth: Truth, types: dict[int, str]) -> Counter[tuple[str, str]]:
    """For each field: right, wrong or missed."""
    found = Counter[tuple[str, str]]()
    for field in Truth.__dataclass_fields__:
        proposal, wanted = getattr(read, field), getattr(truth, field)
        value = None if proposal is None else types[proposal.value] if field == "type" else proposal.value
        same = fold(str(value)) == fold(str(wanted))
        found[field, "missed" if value is None else "right" if same else "wrong"] += 1
    return found


@pytest.mark.feature("D4")
def test_every_field_of_the_papers_we_make_is_read_and_none_wrongly(cast: Cast) -> None:
    clerk, known = cast.actor("lan"), known_types()
    names = {known_type.id: known_type.name for known_type in known}
    total, mistakes = Counter[tuple[str, str]](), []
    for maker in MAKERS:
        for row in ROWS:
            name, content = made(row, maker)
            intake = submit_file(content=io.BytesIO(content), name=name, declared=True, by=clerk, at=MONDAY)
            assert intake.blob is not None, intake.detail()
            read = read_paper(text_of(intake.blob), known)
            score = judged(read, truth_of(row), names)
            total += score
            mistakes += [
                (maker, field, what, getattr(read, field), getattr(truth_of(row), field))
                for field, what in score
                if what != "right"
            ]
    assert mistakes == []
    assert total == Counter({(field, "right"): len(ROWS) * len(MAKERS) for field in Truth.__dataclass_fields__})
