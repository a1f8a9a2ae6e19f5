"""What is drawn over the pages of a PDF: stamps, notes, fields of forms. A reader program shows it as if printed."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from plenum.files.gate.verdict import Refused


class Drawn(NamedTuple):
    """A PDF for reading only, and for each page behind its own ones the page over which that is drawn."""

    data: bytes
    stood_on: tuple[int, ...]


def with_drawn_notes(data: bytes) -> Drawn:
    """Draw every appearance of every annotation into a copy: over its page, and once more on a page of its own.

    Over its page it is read together with what stands there; by itself it is known for something drawn. Hidden ones
    and those of other states count, since a reader may show them. Without annotations the bytes are returned as they
    are. Raises `Refused` with ``damaged`` when an appearance can't be drawn.
    """
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            stood_on = tuple(_draw_all(pdf))
            return Drawn(_saved(pdf), stood_on) if stood_on else Drawn(data, ())
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise Refused("damaged") from error


def _draw_all(pdf: pikepdf.Pdf) -> Iterator[int]:
    for number, page in enumerate(list(pdf.pages), start=1):
        seen: set[tuple[int, int]] = set()
        for note in _notes(page):
            for form in _forms(note.get("/AP"), depth=0):
                if form.objgen not in seen:
                    seen.add(form.objgen)
                    _draw(pdf, page, note, form)
                    yield number
        if "/Annots" in page.obj:  # they are drawn now
            del page.obj["/Annots"]


def _notes(page: pikepdf.Page) -> Iterator[Any]:
    notes = page.obj.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        yield from (note for note in notes if isinstance(note, pikepdf.Dictionary))


def _forms(appearance: Any, depth: int) -> Iterator[Any]:
    """The drawings of an appearance: normal, under the pointer and pressed, each in one or several states."""
    if isinstance(appearance, pikepdf.Stream):
        yield appearance
    elif isinstance(appearance, pikepdf.Dictionary) and depth < 3:
        for _key, value in appearance.items():
            yield from _forms(value, depth + 1)


def _draw(pdf: pikepdf.Pdf, page: pikepdf.Page, note: Any, form: Any) -> None:
    form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    if "/Resources" not in form and "/Resources" in page.obj:
        form["/Resources"] = page.obj["/Resources"]
    place = _rectangle(note.get("/Rect"))
    if place is not None:
        page.add_overlay(form, place)
    pdf.add_blank_page().add_overlay(form, None)


def _rectangle(given: Any) -> pikepdf.Rectangle | None:
    """The place on the page; None where there is no room, so that nothing of it is seen there."""
    if not isinstance(given, pikepdf.Array) or len(given) != 4:
        return None
    left, low, right, high = (float(side) for side in given)
    if left == right or low == high:
        return None
    return pikepdf.Rectangle(min(left, right), min(low, high), max(left, right), max(low, high))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    out = io.BytesIO()
    pdf.save(out, compress_streams=False)
    return out.getvalue()
