"""Broken files of every kind get a verdict: no crash, no hang, no half of a file."""

import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.files.errors import SENTENCES
from plenum.files.sandbox.judging import judge_open
from tests.bad_papers import noted_pdf, photo
from tests.office_papers import open_text, sheet
from tests.papers import party_document_pdf, state_letter_docx

WHOLE = {
    "a.pdf": party_document_pdf(),
    "b.pdf": noted_pdf("Đã xem"),
    "a.docx": state_letter_docx(),
    "a.xlsx": sheet("Xã Khe Sang"),
    "a.odt": open_text("Xã Khe Sang"),
    "a.tif": photo("TIFF"),
    "a.jpg": photo("JPEG"),
}


@pytest.mark.feature("S4", "S6")
@settings(max_examples=120, deadline=None)
@given(name=st.sampled_from(sorted(WHOLE)), data=st.data())
def test_a_file_with_bytes_changed_lost_or_doubled_gets_a_verdict(name: str, data: st.DataObject) -> None:
    broken = bytearray(WHOLE[name])
    for _change in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(broken) - 1))
        length = data.draw(st.integers(1, 40))
        match data.draw(st.sampled_from(["set", "cut", "double"])):
            case "set":
                broken[place : place + length] = data.draw(st.binary(min_size=length, max_size=length))
            case "cut":
                del broken[place : place + length]
            case _:
                broken[place:place] = broken[place : place + length]
        if not broken:
            break
    with tempfile.TemporaryFile() as file:
        file.write(broken)
        file.flush()
        verdict = judge_open(file, name)
    assert verdict.accepted is not bool(verdict.code)
    assert verdict.accepted or verdict.code in SENTENCES
    # A parser that dies or hangs is no verdict of the gate, but an end of its process.
    assert verdict.code not in ("gate_failed", "timed_out")
