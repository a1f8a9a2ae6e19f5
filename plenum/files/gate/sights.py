"""What of a file is looked at as an image: scanned and drawn pages of a PDF, pictures, pictures inside office files."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from plenum.files.gate.archive import Archive
from plenum.files.gate.bounds import FORMATS, PICTURE_FORMATS
from plenum.files.gate.image import on_white
from plenum.files.gate.ink import Picture
from plenum.files.gate.looking import MILLIMETRES, Look, look_at
from plenum.files.gate.ocr import why_nothing_is_read
from plenum.files.gate.office import PICTURES
from plenum.files.gate.stamps import HEIGHT, WIDTH
from plenum.files.gate.types import IMAGES, PDF
from plenum.files.gate.verdict import Mark, Refused, Scan

#: Dots to an inch in which pages are looked at: what the law asks of scans.
DPI = 200
#: No picture that is looked at is longer: a plan of three metres is looked at coarsely.
LONGEST = 4_600
#: Pictures with less room than this, in millimetres or dots, can't carry a mark that anybody could read.
NO_ROOM_MM = (9.0, 3.0)
NO_ROOM_DOTS = (60, 20)
#: With so many letters of its own a page is no scan: only its pictures are read.
LETTERED = 200
#: The widths that a picture without a size of its own may have on paper, in millimetres; the small ones are those of a
#: mark that was cut out closely.
USUAL_WIDTHS = (165.0, 80.0, 45.0, 26.0)
A4 = (210.0, 297.0)
#: Notes that show nothing by themselves.
SILENT_NOTES = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sight:
    """What came of looking at one page or picture: the marks on it, and its text when the file has none of its own."""

    marks: tuple[Mark, ...] = ()
    scan: Scan | None = None


def sights_of(data: bytes, media_type: str, pages: int | None) -> tuple[tuple[int, ...], int]:
    """The pages or pictures to look at, from 1, and how many of them must be read, which takes seconds each."""
    if media_type == PDF:
        return _sights_of_pdf(data)
    count = (pages or 0) if media_type in IMAGES else len(_members(Archive(data)))
    return tuple(range(1, count + 1)), count


def look_through(data: bytes, media_type: str, numbers: Sequence[int], *, reads: bool = True) -> Iterator[Sight]:
    """Look at the pages or pictures ``numbers``, from 1; without ``reads`` only frames are looked for on PDF pages.

    Raises `Refused` with ``scan_unread`` where letters can't be read.
    """
    if media_type == PDF:
        yield from _through_pdf(data, numbers, reads=reads)
    elif media_type in IMAGES:
        yield from _through_image(data, numbers)
    else:
        yield from _through_package(data, numbers)


def _sights_of_pdf(data: bytes) -> tuple[tuple[int, ...], int]:
    document = pypdfium2.PdfDocument(data)
    numbers: list[int] = []
    reads = 0
    for number, page in enumerate(document, start=1):
        pictures, draws = _drawn_on(page)
        page.close()
        if pictures or draws:
            numbers.append(number)
            reads += bool(pictures)
    document.close()
    return tuple(numbers), reads


def _through_pdf(data: bytes, numbers: Sequence[int], *, reads: bool) -> Iterator[Sight]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in numbers:
        page = document[number - 1]
        yield _look_at_page(page, number, reads=reads)
        page.close()


def _look_at_page(page: pypdfium2.PdfPage, number: int, *, reads: bool) -> Sight:
    pictures, draws = _drawn_on(page)
    if not pictures and not draws:
        return Sight()
    width, height = page.get_size()
    scale = min(DPI / 72, LONGEST / max(width, height))
    image = np.asarray(page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB"))
    millimetres = _millimetres(width)
    if not pictures or not reads:
        return Sight(look_at(image, millimetres, page=number, reads=False).marks)
    letters = page.get_textpage()
    has_letters = letters.count_chars() >= LETTERED
    letters.close()
    if has_letters and sum(_area(bounds) for bounds in pictures) < 0.25 * width * height:
        return Sight(_marks_of_parts(image, pictures, (width, height), number))
    look = _read(image, millimetres, number)
    return Sight(look.marks, None if has_letters else _scan_of(look, number))


def _drawn_on(page: pypdfium2.PdfPage) -> tuple[list[Bounds], bool]:
    """The pictures on a page that have room for a mark, and whether lines are drawn that could frame one."""
    pictures: list[Bounds] = []
    lines, framed = 0, False
    for drawn in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)):
        left, bottom, right, top = drawn.get_bounds()
        long, short = _millimetres(max(right - left, top - bottom)), _millimetres(min(right - left, top - bottom))
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            if long >= NO_ROOM_MM[0] and short >= NO_ROOM_MM[1]:
                pictures.append((left, bottom, right, top))
        elif short < 1.5:
            lines += HEIGHT[0] * 0.7 <= long <= WIDTH[1]
        else:
            framed = framed or (short <= 1.3 * HEIGHT[1] and WIDTH[0] * 0.8 <= long) or long > 60
    if _shows_notes(page):
        pictures.append((0.0, 0.0, *page.get_size()))
    return pictures, framed or lines >= 4


def _shows_notes(page: pypdfium2.PdfPage) -> bool:
    """True for a page with stamps and other notes that are drawn over it."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind not in SILENT_NOTES:
            return True
    return False


def _millimetres(points: float) -> float:
    return points / 72 * MILLIMETRES


def _area(bounds: Bounds) -> float:
    left, bottom, right, top = bounds
    return max(right - left, 0.0) * max(top - bottom, 0.0)


def _marks_of_parts(image: Picture, pictures: list[Bounds], size: tuple[float, float], number: int) -> tuple[Mark, ...]:
    """The marks on a page of text: its frames, and what is read in its pictures."""
    width, height = size
    marks = list(look_at(image, _millimetres(width), page=number, reads=False).marks)
    for left, bottom, right, top in pictures:
        columns = [min(max(round(side / width * image.shape[1]), 0), image.shape[1]) for side in (left, right)]
        rows = [min(max(round((1 - side / height) * image.shape[0]), 0), image.shape[0]) for side in (top, bottom)]
        part = np.ascontiguousarray(image[rows[0] : rows[1], columns[0] : columns[1]])
        if part.size and part.shape[0] >= NO_ROOM_DOTS[1] and part.shape[1] >= NO_ROOM_DOTS[0]:
            marks += _read(part, part.shape[1] / image.shape[1] * _millimetres(width), number).marks
    return tuple(dict.fromkeys(marks))


def _through_image(data: bytes, numbers: Sequence[int]) -> Iterator[Sight]:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        for number in numbers:
            image.seek(number - 1)
            picture, widths = _picture_of(image)
            look = _read(picture, widths[0], number)
            yield Sight(look.marks, _scan_of(look, number))


def _through_package(data: bytes, numbers: Sequence[int]) -> Iterator[Sight]:
    archive = Archive(data)
    members = _members(archive)
    for number in numbers:
        yield Sight(_marks_of_picture(archive.read(members[number - 1])))


def _members(archive: Archive) -> list[str]:
    return [name for name in archive.names() if name.lower().endswith(PICTURES)]


def _marks_of_picture(data: bytes) -> tuple[Mark, ...]:
    try:
        with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as image:
            if image.width < NO_ROOM_DOTS[0] or image.height < NO_ROOM_DOTS[1]:
                return ()
            picture, widths = _picture_of(image)
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("damaged") from error
    marks = list(_read(picture, widths[0], 0).marks)
    for width in widths[1:]:
        marks += look_at(_not_larger(picture, width), width, page=0, reads=False).marks
    return tuple(dict.fromkeys(marks))


def _picture_of(image: Image.Image) -> tuple[Picture, list[float]]:
    """The picture on white paper, not larger than is looked at, and how wide it may be in millimetres."""
    widths = _widths_of(image)
    dots = min(DPI / MILLIMETRES * widths[0], LONGEST * image.width / max(image.size))
    if image.width > 1.5 * dots:
        image.draft("RGB", (round(dots), round(dots * image.height / image.width)))
    shown = on_white(image)
    if shown.width > 1.5 * dots:
        shown = shown.resize((round(dots), max(round(dots * shown.height / shown.width), 1)), Image.Resampling.BOX)
    return np.asarray(shown), widths


def _not_larger(picture: Picture, width: float) -> Picture:
    """The picture in the size in which a page of ``width`` millimetres is looked at."""
    dots = round(DPI / MILLIMETRES * width)
    if picture.shape[1] <= 1.5 * dots:
        return picture
    size = (dots, max(round(dots * picture.shape[0] / picture.shape[1]), 1))
    smaller: Picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return smaller


def _widths_of(image: Image.Image) -> list[float]:
    """From the dots to an inch that it names; without them the width of a sheet, or the usual widths on one."""
    dots = image.info.get("dpi", (0, 0))[0]
    sheet = min(A4, key=lambda side: abs(image.height / image.width - (sum(A4) - side) / side))
    is_sheet = abs(image.height / image.width - (sum(A4) - sheet) / sheet) < 0.06 and image.width >= 900
    if is_sheet and not (100 <= dots <= 1200 and abs(image.width / dots * MILLIMETRES - sheet) > 0.3 * sheet):
        return [sheet]
    if 100 <= dots <= 1200:
        return [image.width / float(dots) * MILLIMETRES]
    return list(USUAL_WIDTHS)


def _read(picture: Picture, width: float, number: int) -> Look:
    try:
        return look_at(picture, width, page=number)
    except OSError as error:
        raise Refused("scan_unread" if why_nothing_is_read() else "unreadable") from error


def _scan_of(look: Look, number: int) -> Scan:
    return Scan(number, look.text, look.confidence, look.words)
