"""File names that can be stored, shown and downloaded without deceiving anybody."""

import pytest

from plenum.files.gate.name import check_name
from plenum.files.gate.verdict import Refused


@pytest.mark.feature("S4")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_empty"),
        ("  ", "name_empty"),
        ("..", "name_empty"),
        ("a" * 252 + ".pdf", "name_too_long"),
        ("ậ" * 84 + ".pdf", "name_too_long"),
        ("a\0.pdf", "name_unsafe"),
        ("a\n.pdf", "name_unsafe"),
        ("hoa\u202efdp.exe", "name_unsafe"),
        ("../a.pdf", "name_unsafe"),
        ("a\\b.pdf", "name_unsafe"),
        ("c:a.pdf", "name_unsafe"),
        ("CON.pdf", "name_unsafe"),
        ("lpt1.docx", "name_unsafe"),
        ("a\udc80.pdf", "name_unsafe"),
        (" a.pdf", "name_unsafe"),
    ],
)
def test_a_deceiving_name_is_refused(name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_name(name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "name", ["Báo cáo số 12.pdf", "a" * 251 + ".pdf", "Отчёт.docx", "a..pdf", "công văn (bản 2) – sửa.docx"]
)
def test_an_ordinary_name_passes_in_composed_form(name: str) -> None:
    assert check_name(name) == name
