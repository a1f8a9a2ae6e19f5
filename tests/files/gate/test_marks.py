"""A mark is a mark by place, case and form; the same letters in ordinary words pass."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.files.gate.content import Line
from plenum.files.gate.letters import CAPITALS
from plenum.files.gate.marks import marks_in, marks_in_name

MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
#: Sentences of offices, laws and kitchens. ``¶`` ends a line.
ORDINARY = (
    "bảo mật thông tin",
    "Ban Chỉ đạo yêu cầu giữ bí mật kinh doanh của doanh nghiệp.",
    "Văn bản này không chứa bí mật nhà nước.",
    "mật ong rừng Lam Giang",
    "Mật độ dân số bình quân 245 người/km2",
    "Mật khẩu phải được đổi 90 ngày một lần",
    "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "CÔNG TÁC BẢO¶MẬT",
    "QUY ĐỊNH VỀ QUẢN LÝ TÀI LIỆU MẬT",
    "Bí mật nhà nước được phân thành ba độ: Tuyệt mật, Tối mật và Mật.",
    "Độ mật của bí mật nhà nước gồm: Tuyệt mật, Tối mật, Mật",
    "a) Tuyệt mật;¶b) Tối mật;¶c) Mật.",
    "30 năm đối với bí mật nhà nước độ Tuyệt mật; 20 năm đối với độ Tối mật; 10 năm đối với độ Mật.",
    'Dấu "MẬT" là hình chữ nhật có hai đường viền, kích thước 20 mm x 8 mm.',
    'Mẫu dấu "TUYỆT MẬT", "TỐI MẬT" và "MẬT" được dùng theo quy định của Bộ Công an.',
    "Độ mật",
    "ĐỘ MẬT",
    "Độ mật: Không",
    "Độ mật: Thường",
    "Độ mật: Mật / Tối mật / Tuyệt mật",
    "□ Mật¶□ Tối mật¶□ Tuyệt mật",
    "[ ] MẬT",
    "MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "MẶT",
    "MẮT",
    "MẤT",
    "TỎI MẬT ONG",
    "Họp mặt, gặp mặt thân mật các đồng chí lão thành cách mạng",
    "Danh sách vắng mặt",
    "cơ mật",
    "dấu mật",
    "Giải mật",
    "Không mật",
    "túi mật¶mật",
)
DRESSES = (
    "{}",
    "  {}  ",
    "[ {} ]",
    "« {} »",
    "** {} **",
    "“{}”",
    "|{}|",
    "☑ {}",
    "[x] {}",
    "{} – Bản số: 02",
    "{} (Bản số: 5)",
)
FORMS: list[Callable[[str], str]] = [
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKC", text),
]
WORDS = ["bảo", "mật", "ong", "độ", "bí", "khẩu", "mặt", "trận", "tối", "tuyệt", "của", "và", "nhà", "nước"]
GAPS = ("", " ", "  ", ".", "-", "_", "·", "\u00a0", "\u2009", "\u200b", "\u00ad")


def found(text: str, place: str = "body") -> list[str]:
    return [mark.mark for mark in marks_in([Line(line, place) for line in text.split("¶")])]


@pytest.mark.feature("S2")
@given(mark=st.sampled_from(MARKS), dress=st.sampled_from(DRESSES), data=st.data())
def test_a_mark_is_seen_however_its_letters_are_spaced_decomposed_or_replaced(
    mark: str, dress: str, data: st.DataObject
) -> None:
    gap = data.draw(st.sampled_from(GAPS))
    letters = []
    for char in mark:
        base, *accents = list(unicodedata.normalize("NFD", char))
        alike = [look for look in CAPITALS.get(base, "") if look.isalpha() and look.isupper()]
        base = data.draw(st.sampled_from([base, base, *alike]))
        kept = [accent for accent in accents if data.draw(st.booleans())]
        letters.append(base + "".join(kept))
    written = data.draw(st.sampled_from(FORMS))(gap.join(letters))
    assert mark.split()[-1] in " ".join(found(dress.format(written)))


@pytest.mark.feature("S2")
@given(sentence=st.sampled_from(ORDINARY), form=st.sampled_from(FORMS), place=st.sampled_from(["body", "head"]))
def test_an_ordinary_sentence_passes(sentence: str, form: Callable[[str], str], place: str) -> None:
    assert found(form(sentence), place) == []


@given(words=st.lists(st.sampled_from(WORDS), min_size=4))
def test_words_in_a_running_sentence_never_make_a_mark(words: list[str]) -> None:
    assert found("Yêu cầu " + " ".join(words) + " theo quy định.") == []


@given(text=st.text(max_size=60))
def test_any_text_at_all_is_judged_without_an_error(text: str) -> None:
    list(marks_in([Line(text, "head")]))
    marks_in_name(text + ".pdf")


@pytest.mark.feature("S2")
@pytest.mark.parametrize(
    ("text", "place", "marks"),
    [
        ("Mật", "body", []),
        ("Mật", "head", ["MẬT"]),
        ("Mật", "header", ["MẬT"]),
        ("mật", "box", ["MẬT"]),
        ("mat", "box", []),
        ("tối mật", "footer", ["TỐI MẬT"]),
        ("mật.", "head", []),
        ("Độ mật: Tối mật", "body", ["TỐI MẬT"]),
        ("Mức độ mật: MẬT", "body", ["MẬT"]),
        ("DO MAT: TUYET MAT", "body", ["TUYỆT MẬT"]),
        ("Độ mật¶Tuyệt mật", "body", ["TUYỆT MẬT"]),
        ("TÀI LIỆU MẬT", "body", ["MẬT"]),
        ("Tài liệu tối mật", "head", ["TỐI MẬT"]),
        ("Tài liệu mật", "body", []),
        ("M¶Ậ¶T", "body", ["MẬT"]),
        ("T¶Ố¶I¶M¶Ậ¶T", "body", ["TỐI MẬT"]),
        ("Số: 15-QĐ    MẬT", "body", ["MẬT"]),
        ("MẬT Lam Giang, ngày 05 tháng 11 năm 2026", "head", ["MẬT"]),
        ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "head", ["MẬT"]),
        ("МАТ", "body", ["MẬT"]),
        ("𝐓Ố𝐈 𝐌Ậ𝐓", "body", ["TỐI MẬT"]),
        ("TỐI MẶT", "body", ["TỐI MẬT"]),
    ],
)
def test_place_case_and_form_decide(text: str, place: str, marks: list[str]) -> None:
    assert sorted(set(found(text, place))) == marks


def test_a_property_named_after_the_level_makes_its_value_a_mark() -> None:
    assert [mark.how for mark in marks_in([Line("mật", "property", label="Độ mật")])] == ["labelled"]
    assert list(marks_in([Line("mật ong", "property", label="Tiêu đề")])) == []


@pytest.mark.feature("S2")
@pytest.mark.parametrize(
    "name",
    [
        "TỐI MẬT - 12.docx",
        "tuyet mat.pdf",
        "TuyetMat.pdf",
        "12-CV-TU_MAT.pdf",
        "MAT.pdf",
        "Mật.pdf",
        "(MAT) bao cao.pdf",
        "[MẬT] kế hoạch.docx",
        "bao cao MẬT quy 4.docx",
        "M.A.T ke hoach.pdf",
        "T.O.I M.A.T.pdf",
        "cong van mat so 12.pdf",
        "Tài liệu mật.docx",
        unicodedata.normalize("NFD", "TUYỆT MẬT.pdf"),
        "ТỐI МẬТ.pdf",
    ],
)
def test_a_name_that_is_marked_is_seen(name: str) -> None:
    assert len(marks_in_name(name)) == 1


@pytest.mark.feature("S2")
@pytest.mark.parametrize(
    "name",
    [
        "bao mat thong tin.pdf",
        "Bảo mật.docx",
        "mật ong.docx",
        "tỏi mật ong.pdf",
        "UY BAN MAT TRAN TO QUOC.pdf",
        "Ủy ban Mặt trận Tổ quốc.pdf",
        "danh-sach-co-mat.pdf",
        "GAP_MAT_DAU_XUAN.docx",
        "bi mat kinh doanh.pdf",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC.docx",
        "Mat do dan so 2026.xlsx",
        "mất điện.pdf",
        "khám mắt.pdf",
        "ban cam ket khong chua bi mat nha nuoc.pdf",
        "format.pdf",
        "AUTOMAT 3.pdf",
    ],
)
def test_a_name_of_ordinary_words_passes(name: str) -> None:
    assert marks_in_name(name) == []
