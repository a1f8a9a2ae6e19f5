"""A PDF: whole, open, passive, and what it says. Read by two programs that must agree on it."""

import html
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from plenum.files.gate.bounds import check_objects, check_pages, check_pixels
from plenum.files.gate.content import Content, Line
from plenum.files.gate.limits import MAX_TEXT
from plenum.files.gate.marks import may_hold_mark
from plenum.files.gate.notes import with_drawn_notes
from plenum.files.gate.types import Candidate
from plenum.files.gate.verdict import Refused

#: Actions that do something outside the document. Going to a page of it, and to a web address when clicked, may stay.
ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "external_link",
    "/ImportData": "external_link",
    "/GoToR": "external_link",
    "/GoToE": "embedded_file",
    "/Rendition": "javascript",
    "/RichMediaExecute": "embedded_file",
    "/Sound": "embedded_file",
    "/Movie": "embedded_file",
}
#: Keys whose mere presence is refused, wherever they stand.
KEYS = {
    "/JS": "javascript",
    "/JavaScript": "javascript",
    "/AA": "automatic_action",
    "/EmbeddedFile": "embedded_file",
    "/EmbeddedFiles": "embedded_file",
    "/EF": "embedded_file",
    "/XFA": "dynamic_form",
    "/RichMediaContent": "embedded_file",
}
#: Strings that a reader program shows though they are not on the page, and where they count as standing.
SPOKEN = {
    "/Contents": "note",
    "/Subj": "note",
    "/Title": "property",
    "/Alt": "box",
    "/ActualText": "box",
    "/V": "box",
    "/CA": "box",
    "/RC": "note",
    "/RV": "box",
}
#: Those that may be long, and formatted like a web page.
RICH = ("/V", "/RC", "/RV")
TAGS = re.compile(r"<[^<>]*>")
#: Read as text, since half of the world's XMP is not well-formed and none of it needs a parser here.
XMP_TEXT = re.compile(r"<([\w:.-]+)[^<>]*>([^<>]+)<")
ADDRESSES = (b"http://", b"https://", b"mailto:")
#: Lines of the first page that are its head: title, body, number, place, date, type.
HEAD_LINES = 16


def read_pdf(candidate: Candidate) -> Content:
    """Check a PDF and read its text page by page.

    Raises `Refused` with ``encrypted``, ``damaged``, ``no_pages``, ``too_many_pages``, ``too_many_entries``,
    ``too_many_pixels`` or the codes of `ACTIONS` and `KEYS`.
    """
    try:
        return _read(candidate)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:  # a part that opened well and can't be read
        raise Refused("damaged") from error


def _read(candidate: Candidate) -> Content:
    with _opened(candidate.data) as pdf:
        if pdf.is_encrypted:
            raise Refused("encrypted")
        check_objects(len(pdf.objects))
        pages = len(pdf.pages)
        check_pages(pages)
        lines = [*_properties(pdf), *_walk(pdf)]
    _check_pages_alike(candidate.data, pages)
    drawn = with_drawn_notes(candidate.data)
    document = _document(drawn.data)
    try:
        return _with_text(document, lines, pages, drawn.stood_on)
    finally:
        document.close()


def _check_pages_alike(data: bytes, pages: int) -> None:
    document = _document(data)
    try:
        if len(document) != pages:
            raise Refused("damaged")
    finally:
        document.close()


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        # Without recovery: what had to be guessed together again is not the original.
        return pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Refused("damaged") from error


def _document(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error


def _properties(pdf: pikepdf.Pdf) -> Iterator[Line]:
    for key, value in pdf.docinfo.items():
        yield Line(_string(value), "property", label=str(key).strip("/"))
    metadata = pdf.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream):
        packet = metadata.read_bytes().decode("utf-8", "ignore")
        for tag, text in XMP_TEXT.findall(packet):
            yield Line(html.unescape(text), "property", label=tag.rpartition(":")[2])


def _walk(pdf: pikepdf.Pdf) -> Iterator[Line]:
    """Look at every object, reachable or not; yields the strings that are shown beside the pages."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            _check_picture(thing)
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield from _look_into(thing, depth=0)
        elif isinstance(thing, pikepdf.Array):
            yield from _look_through(thing, depth=0)


def _check_picture(stream: Any) -> None:
    width, height = stream.get("/Width"), stream.get("/Height")
    if isinstance(width, int) and isinstance(height, int):
        check_pixels(width, height)


def _look_into(thing: Any, depth: int) -> Iterator[Line]:
    """One dictionary and the dictionaries written inside it; those it refers to come by themselves."""
    if depth > 50:
        raise Refused("damaged")
    for key, value in thing.items():
        if key in KEYS:
            raise Refused(KEYS[key])
        if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in ACTIONS:
            raise Refused(ACTIONS[str(value)])
        if key == "/OpenAction":
            _check_open_action(value)
        if key == "/URI" and isinstance(value, pikepdf.String) and not bytes(value).lower().startswith(ADDRESSES):
            raise Refused("external_link")
        if key in SPOKEN and isinstance(value, pikepdf.String):
            yield from _spoken(_string(value), key)
        elif key in RICH and isinstance(value, pikepdf.Stream):
            yield from _spoken(value.read_bytes().decode("utf-8", "ignore"), key)
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            inside = _look_into if isinstance(value, pikepdf.Dictionary) else _look_through
            yield from inside(value, depth + 1)


def _spoken(text: str, key: str) -> Iterator[Line]:
    parts = TAGS.split(text) if key in RICH else [text]
    yield from (Line(html.unescape(part) if key in RICH else part, SPOKEN[key]) for part in parts if part.strip())


def _look_through(things: Any, depth: int) -> Iterator[Line]:
    if depth > 50:
        raise Refused("damaged")
    for thing in things:
        if isinstance(thing, pikepdf.Dictionary) and not thing.is_indirect:
            yield from _look_into(thing, depth + 1)
        elif isinstance(thing, pikepdf.Array) and not thing.is_indirect:
            yield from _look_through(thing, depth + 1)


def _check_open_action(value: Any) -> None:
    """Opening at a page is what office programs write; anything else that starts by itself is refused."""
    if isinstance(value, pikepdf.Array | pikepdf.Name | pikepdf.String):
        return
    kind = str(value.get("/S", "")) if isinstance(value, pikepdf.Dictionary) else ""
    if kind != "/GoTo":
        raise Refused(ACTIONS.get(kind, "automatic_action"))


def _string(value: Any) -> str:
    try:
        return str(value) if isinstance(value, pikepdf.String) else ""
    except ValueError:
        return ""


def _with_text(
    document: pypdfium2.PdfDocument, lines: list[Line], pages: int, stood_on: tuple[int, ...] = ()
) -> Content:
    """The text of the pages; those behind them show what is drawn over the pages ``stood_on``."""
    texts: list[str] = []
    sizes: list[tuple[float, float]] = []
    room = MAX_TEXT
    for number in range(1, pages + 1):
        page = document[number - 1]
        width, height = page.get_size()
        sizes.append((round(width, 1), round(height, 1)))
        reader = page.get_textpage()
        text = reader.get_text_bounded()[:room]
        room -= len(text)
        lines += _page_lines(number, text)
        if may_hold_mark(text):
            lines += _runs(reader, number)
        texts.append(text.replace("\r\n", "\n").replace("\0", ""))
        reader.close()
        page.close()
    for index, number in enumerate(stood_on, start=pages):
        reader = document[index].get_textpage()
        lines += [Line(line, "box", page=number) for line in reader.get_text_bounded().splitlines() if line.strip()]
        reader.close()
    return Content(lines=lines, texts=tuple(texts), pages=len(texts), page_sizes=tuple(sizes))


def _page_lines(number: int, text: str) -> list[Line]:
    written = [line for line in text.splitlines() if line.strip()]
    return [
        Line(line, "head" if number == 1 and index < HEAD_LINES else "body", page=number)
        for index, line in enumerate(written)
    ]


def _runs(reader: Any, number: int) -> Iterator[Line]:
    """The stretches of one font on one line: a mark beside the date is one of them, whatever the text order."""
    for index in range(min(reader.count_rects(), 3_000)):
        text = reader.get_text_bounded(*reader.get_rect(index))
        if text.strip():
            yield Line(text, "run", page=number)
