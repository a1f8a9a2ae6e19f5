"""Words over every page: who looked, printed or took it, and when."""

import io
import math
from ctypes import c_ubyte, c_uint
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, ImageFont

from plenum.files.gate.bounds import FORMATS
from plenum.files.gate.image import on_white
from plenum.files.gate.types import IMAGES, PDF
from plenum.files.sandbox.render import MAX_SIDE, QUALITY

#: Latin with every letter of Vietnamese, and Cyrillic: Tinos, in one file (`fonts/OFL.txt`).
FONT = Path(__file__).with_name("fonts") / "Tinos-Bold.ttf"
#: Degrees by which the words rise across the page.
SLOPE = 30
#: The height of the letters as a part of the shorter side of the page; those at its foot are smaller.
ACROSS, FOOT = 1 / 34, 1 / 58
#: From 0 to 255: the paper stays readable under the words across it, and the words at its foot are read easily.
FAINT, PLAIN = 46, 190
GREY = (70, 76, 88)


def mark_image(data: bytes, words: str) -> bytes:
    """A page image (WebP) with ``words`` across it and at its foot."""
    with Image.open(io.BytesIO(data), formats=("WEBP",)) as image:
        page = image.convert("RGBA")
    width, height = page.size
    short = min(width, height)
    layer = Image.new("RGBA", page.size, (*GREY, 0))
    across = _drawn(words, short * ACROSS, FAINT).rotate(SLOPE, Image.Resampling.BICUBIC, expand=True)
    for x, y in _places(width, height, *across.size):
        layer.alpha_composite(across, (max(x, 0), max(y, 0)), (max(-x, 0), max(-y, 0)))
    foot = _drawn(words, short * FOOT, PLAIN)
    layer.alpha_composite(foot, (max((width - foot.width) // 2, 0), max(height - round(foot.height * 1.5), 0)))
    out = io.BytesIO()
    Image.alpha_composite(page, layer).convert("RGB").save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()


def mark_pdf(data: bytes, media_type: str, words: str) -> bytes:
    """A PDF of all pages with ``words`` across each and at its foot; signatures and forms become a part of the page."""
    if media_type in IMAGES:
        data = _pdf_of_image(data)
    elif media_type != PDF:
        raise ValueError("This kind has no pages.")
    sheets: dict[tuple[int, int], pikepdf.Pdf] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
        # What signs or changes the original says nothing true of this rendition.
        for name in ("/AcroForm", "/Perms", "/DSS"):
            if name in pdf.Root:
                del pdf.Root[name]
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            turned = int(page.get("/Rotate", 0)) % 180
            size = (abs(right - left), abs(top - bottom))
            width, height = (round(side) for side in (reversed(size) if turned else size))
            if (width, height) not in sheets:
                sheets[width, height] = _sheet(width, height, words)
            page.add_overlay(sheets[width, height].pages[0], pikepdf.Rectangle(page.mediabox))
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@lru_cache(maxsize=1)
def _font_data() -> bytes:
    return FONT.read_bytes()


def _drawn(words: str, size: float, strength: int) -> Image.Image:
    font = ImageFont.truetype(io.BytesIO(_font_data()), max(size, 7))
    left, top, right, bottom = font.getbbox(words)
    image = Image.new("RGBA", (math.ceil(right - left) + 2, math.ceil(bottom - top) + 2), (*GREY, 0))
    ImageDraw.Draw(image).text((1 - left, 1 - top), words, font=font, fill=(*GREY, strength))
    return image


def _places(width: int, height: int, wide: int, high: int) -> list[tuple[int, int]]:
    """The left upper corners of the words over a page: rows that are shifted, so that no stretch of it stays free."""
    across, down = round(wide * 1.3), round(high * 0.85)
    rows = range(-high // 3, height, max(down, 1))
    return [(x, y) for row, y in enumerate(rows) for x in range(-(row % 2) * across // 2, width, max(across, 1))]


def _pdf_of_image(data: bytes) -> bytes:
    """Each picture as a page; the first is as high, or as wide, as a sheet of A4."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        pages = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            page = on_white(image)
            page.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
            pages.append(page.convert("RGB"))
    out = io.BytesIO()
    resolution = max(max(pages[0].size) / 11.7, 72)
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=resolution, quality=90)
    return out.getvalue()


def _sheet(width: int, height: int, words: str) -> pikepdf.Pdf:
    """One transparent page with nothing but the words, which stay letters that can be read out."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(width, height)
    data = (c_ubyte * len(_font_data())).from_buffer_copy(_font_data())
    font = pdfium.FPDFText_LoadFont(document, data, len(data), pdfium.FPDF_FONT_TRUETYPE, True)
    short = min(width, height)
    wide = _width_of(words, short * ACROSS)
    turn = math.radians(SLOPE)
    box = (math.ceil(wide * math.cos(turn) + short * ACROSS), math.ceil(wide * math.sin(turn) + short * ACROSS))
    for x, y in _places(width, height, *box):
        _write(document, page, font, words, short * ACROSS, FAINT, (x, height - y - box[1]), turn)
    foot = _width_of(words, short * FOOT)
    _write(document, page, font, words, short * FOOT, PLAIN, (max((width - foot) / 2, 0), short * FOOT * 0.8), 0)
    pdfium.FPDFPage_GenerateContent(page)
    out = io.BytesIO()
    document.save(out)
    return pikepdf.open(out)


def _width_of(words: str, size: float) -> float:
    return ImageFont.truetype(io.BytesIO(_font_data()), 100).getlength(words) * size / 100


def _write(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    font: object,
    words: str,
    size: float,
    strength: int,
    at: tuple[float, float],
    turn: float,
) -> None:
    text = pdfium.FPDFPageObj_CreateTextObj(document, font, size)
    letters = (words + "\0").encode("utf-16-le")
    pdfium.FPDFText_SetText(text, (pdfium.FPDF_WCHAR * (len(letters) // 2)).from_buffer_copy(letters))
    pdfium.FPDFPageObj_SetFillColor(text, *(c_uint(part) for part in (*GREY, strength)))
    cosine, sine = math.cos(turn), math.sin(turn)
    pdfium.FPDFPageObj_Transform(text, cosine, sine, -sine, cosine, *at)
    pdfium.FPDFPage_InsertObject(page, text)
