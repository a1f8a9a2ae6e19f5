"""Secrecy marks in the short texts of a form, which go on no file and yet could name a secret."""

from plenum.core.errors import Refusal
from plenum.files.errors import MARK_IN_TEXT
from plenum.files.gate.content import Line
from plenum.files.gate.marks import marks_in, marks_in_name


def expect_no_mark(**texts: str) -> None:
    """Raise a `Refusal` with code ``secrecy_mark``, at the field of that name, when one of the texts carries a mark.

    They are read as the gate reads what stands alone in a box, and as it reads file names: ``05-MẬT/TU``.
    """
    for field, text in texts.items():
        found = [*marks_in([Line(text, "box")]), *marks_in_name(f"{text}.txt")]
        if found:
            raise Refusal(MARK_IN_TEXT % {"mark": found[0].mark}, code="secrecy_mark", field=field)
