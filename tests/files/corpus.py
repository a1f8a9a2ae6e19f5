"""Scans whose truth is known: papers in the form of the law with and without a secrecy mark, printed and scanned.

Everything is drawn here from a seed. Marks are framed as the law has it (40 × 8, 30 × 8, 20 × 8 mm, two borders a
millimetre apart), in red or copied in grey, straight or askew, whole or worn; some stand without a frame. Beside them
are papers that only look alike: urgency in a single frame, tables and forms with cells of the same size, ruled once or
twice, seals, and texts that speak of secrecy. Some marks are cut out and put into a text as a picture of their own.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import cv2
import docx
import numpy as np
import pypdfium2
from docx.shared import Mm
from PIL import Image, ImageDraw, ImageFont

from plenum.cli.demo.fonts import STYLES, joined_font
from plenum.cli.vendor import copies
from plenum.files.gate.ink import Picture
from tests.papers import party_document_pdf, state_letter_pdf

#: The marks, and how wide their frames are in millimetres.
FRAMES = {"MẬT": 20, "TỐI MẬT": 30, "TUYỆT MẬT": 40}
URGENT = {"HỎA TỐC": 30, "KHẨN": 20, "THƯỢNG KHẨN": 40}
RED, BLACK = (205, 16, 24), (28, 28, 30)
SPEAKING = (
    "Các cơ quan bảo đảm bảo mật dữ liệu; hồ sơ không chứa bí mật nhà nước, không thuộc danh mục tuyệt mật, tối mật.",
    "Mật ong rừng Lam Giang được bảo hộ chỉ dẫn địa lý; mật độ đàn ong tăng 12% so với cùng kỳ.",
    "Người làm công tác cơ yếu phải giữ bí mật kinh doanh của đối tác; độ mật của tài liệu do người ký quyết định.",
)
DPIS = (150, 200, 300)
KINDS = ("pdf", "png", "jpg", "tiff", "docx")


@dataclass(frozen=True)
class Scan:
    """A file with what is known of it."""

    name: str
    data: bytes
    #: The mark on it, or empty.
    mark: str
    dpi: int
    #: How it was made, for whoever looks at a miss.
    made: str


def corpus(count: int, seed: int = 2026) -> Iterator[Scan]:
    """So many files, half of them marked; the same for the same seed."""
    for number in range(count):
        yield scan(number, seed)


def scan(number: int, seed: int = 2026) -> Scan:
    """One file of the corpus by its number."""
    random = Random(f"{seed}/{number}")
    dpi = DPIS[number % 3]
    kind = random.choice(KINDS)
    mark = random.choice(tuple(FRAMES)) if number % 2 == 0 else ""
    sheet = Sheet(paper(random.choice(("party", "state")), dpi, random.random() < 0.4), dpi, random)
    sheet.put(mark) if mark else sheet.put_something_alike()
    if random.random() < 0.35:
        sheet.seal(over=bool(mark) and random.random() < 0.4)
    picture = sheet.scanned()
    if kind == "docx" and sheet.has_frame and random.random() < 0.4:
        picture, dpi = sheet.cut_out(), 0
    return Scan(f"quet-{number}.{kind}", packed(picture, kind, dpi), mark, sheet.dpi, ", ".join([kind, *sheet.told]))


class Sheet:
    """A printed sheet on its way through stamp, seal and scanner."""

    def __init__(self, picture: Picture, dpi: int, random: Random) -> None:
        self.picture, self.dpi, self.random = picture.copy(), dpi, random
        self.dots = dpi / 25.4
        self.place = (random.uniform(26, 38), random.uniform(50, 58))
        self.told: list[str] = []
        self.has_frame = False

    def put(self, mark: str) -> None:
        """Stamp a mark under the number on the left, or print it without a frame."""
        ink = RED if self.random.random() < 0.75 else BLACK
        if self.random.random() < 0.15:
            self.told.append("no frame")
            self.place = (self.place[0], 9.0)  # where nothing else is printed
            self.over(lambda draw: self._text(draw, mark, ink, FRAMES[mark]), turn=0)
            return
        letters = mark if self.random.random() < 0.85 else ""
        line = self.random.choice((0.25, 0.35, 0.5))
        self.has_frame = True
        self.told.append(f"frame of {line} mm{'' if letters else ', worn'}{', black' if ink == BLACK else ''}")
        self.over(
            lambda draw: self.frame(draw, FRAMES[mark], letters, ink, line, double=True),
            turn=self.random.uniform(-8, 8),
        )

    def put_something_alike(self) -> None:
        """Something that a hasty eye takes for a mark."""
        what = self.random.choice(("urgent", "table", "table ruled twice", "cells", "form", "nothing"))
        self.told.append(what)
        if what == "urgent":
            words = self.random.choice(tuple(URGENT))
            ink, line = self.random.choice((RED, BLACK)), self.random.choice((0.3, 0.5, 0.8))
            self.over(
                lambda draw: self.frame(draw, URGENT[words], words, ink, line, double=False),
                turn=self.random.uniform(-6, 6),
            )
        elif what.startswith("table"):
            self.over(lambda draw: self._table(draw, twice=what.endswith("twice")), turn=0)
        elif what == "cells":
            self.over(self._cells, turn=0)
        elif what == "form":
            self.over(self._form, turn=0)

    def seal(self, *, over: bool) -> None:
        """The round seal of a body, beside what was put or over a part of it."""
        self.told.append("seal over it" if over else "seal")
        x, y = self.place
        away = (x + 24, y + 10) if over else (x + 75, y + 150)
        radius = 17.0

        def draw(pen: ImageDraw.ImageDraw) -> None:
            for part, line in ((1.0, 0.6), (0.92, 0.2), (0.62, 0.3)):
                reach = radius * part
                box = [
                    self._at(value) for value in (away[0] - reach, away[1] - reach, away[0] + reach, away[1] + reach)
                ]
                pen.ellipse(box, outline=RED, width=max(1, round(line * self.dots)))
            pen.text((self._at(away[0] - 9), self._at(away[1] - 2)), "LAM GIANG", fill=RED, font=_font(9, self.dpi))

        self.over(draw, turn=0)

    def scanned(self) -> Picture:
        """The sheet as the scanner gave it: askew, soft, noisy, faded, grey, now and then on its side."""
        random, picture = self.random, self.picture
        askew = random.uniform(-4, 4) if random.random() < 0.6 else 0.0
        if askew:
            picture = _turned(picture, askew)
        soft = random.uniform(0, 1.1) * self.dpi / 200
        if soft > 0.2:
            picture = cv2.GaussianBlur(picture, (0, 0), soft)
        faded = random.choice((0.0, 0.0, 0.2, 0.4))
        noise = np.random.default_rng(random.randrange(2**32)).normal(0, random.uniform(0, 12), picture.shape)
        picture = np.clip(255 - (255 - picture.astype(np.float32)) * (1 - faded) + noise, 0, 255).astype(np.uint8)
        if random.random() < 0.3:
            picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
            self.told.append("grey")
        quality = random.choice((0, 80, 60, 45))
        if quality:
            picture = _pressed(picture, quality)
        quarters = random.choice((1, 2, 3)) if random.random() < 0.1 else 0
        self.told.append(f"askew {askew:.1f}, soft {soft:.1f}, faded {faded}, quality {quality}, quarters {quarters}")
        return np.ascontiguousarray(np.rot90(picture, quarters))

    def cut_out(self) -> Picture:
        """The frame of the mark with a little paper around it."""
        self.told.append("cut out")
        x, y = self.place
        rows, columns = ((y - 4, y + 12), (x - 3, x + 43))
        (top, bottom), (left, right) = (tuple(round(self._at(side)) for side in sides) for sides in (rows, columns))
        return np.ascontiguousarray(self.picture[top:bottom, left:right])

    def over(self, draw: Callable[[ImageDraw.ImageDraw], None], *, turn: float) -> None:
        layer = Image.new("RGB", (self.picture.shape[1], self.picture.shape[0]), "white")
        draw(ImageDraw.Draw(layer))
        put = np.asarray(layer)
        if turn:
            centre = (self._at(self.place[0] + 15), self._at(self.place[1] + 4))
            put = _turned(put, turn, centre)
        self.picture = np.minimum(self.picture, put)

    def _at(self, millimetres: float) -> float:
        return millimetres * self.dots

    def frame(
        self,
        pen: ImageDraw.ImageDraw,
        width: float,
        words: str,
        ink: tuple[int, int, int],
        line: float,
        *,
        double: bool,
    ) -> None:
        x, y = self.place
        for inset in (0.0, 1.0) if double else (0.0,):
            sides = (x + inset, y + inset, x + width - inset, y + 8 - inset)
            pen.rectangle([self._at(side) for side in sides], outline=ink, width=max(1, round(line * self.dots)))
        self._text(pen, words, ink, width)

    def _text(self, pen: ImageDraw.ImageDraw, words: str, ink: tuple[int, int, int], width: float) -> None:
        x, y = self.place
        pen.text((self._at(x + width / 2), self._at(y + 4)), words, fill=ink, font=_font(13, self.dpi), anchor="mm")

    def _table(self, pen: ImageDraw.ImageDraw, *, twice: bool) -> None:
        cell, row = self.random.choice((20, 30, 40)), self.random.choice((7, 8, 9))
        top = self.random.uniform(150, 200)
        for off in (0.0, 1.0) if twice else (0.0,):
            for number in range(7):
                self._rule(pen, 30, off + top + number * row, 31 + 4 * cell, off + top + number * row)
            for number in range(5):
                self._rule(pen, off + 30 + number * cell, top, off + 30 + number * cell, top + 6 * row + 1)
        for number in range(4):
            word = ("Mật độ", "Sản lượng", "Mật ong", "Ghi chú")[number]
            at = (self._at(30 + (number + 0.5) * cell), self._at(top + row / 2))
            pen.text(at, word, fill=BLACK, font=_font(10, self.dpi), anchor="mm")

    def _cells(self, pen: ImageDraw.ImageDraw) -> None:
        """A table as Word draws double borders: a frame around every cell, and one around all."""
        cell, row = self.random.choice((20, 30, 40)), self.random.choice((8, 9, 10))
        top = self.random.uniform(150, 200)
        self._box(pen, 30, top, 32 + 4 * cell, top + 2 + 5 * row)
        for column in range(4):
            for line in range(5):
                x, y = 31 + column * cell, top + 1 + line * row
                self._box(pen, x, y, x + cell - 1, y + row - 1)

    def _form(self, pen: ImageDraw.ImageDraw) -> None:
        for number in range(3):
            x, y = self.place[0] + number * 48, self.place[1] + 130
            self._rule(pen, x, y, x + 40, y)
            self._rule(pen, x, y + 8, x + 40, y + 8)
            self._rule(pen, x, y, x, y + 8)
            self._rule(pen, x + 40, y, x + 40, y + 8)

    def _box(self, pen: ImageDraw.ImageDraw, *sides: float) -> None:
        pen.rectangle([self._at(side) for side in sides], outline=BLACK, width=max(1, round(0.25 * self.dots)))

    def _rule(self, pen: ImageDraw.ImageDraw, *sides: float) -> None:
        pen.line([self._at(side) for side in sides], fill=BLACK, width=max(1, round(0.3 * self.dots)))


@lru_cache(maxsize=16)
def paper(system: str, dpi: int, speaks: bool) -> Picture:
    """The first page of a paper, printed."""
    make = party_document_pdf if system == "party" else state_letter_pdf
    document = pypdfium2.PdfDocument(make(paragraphs=list(SPEAKING)) if speaks else make())
    return np.asarray(document[0].render(scale=dpi / 72).to_pil().convert("RGB"))


@lru_cache(maxsize=8)
def _font(size: float, dpi: int) -> ImageFont.FreeTypeFont:
    parts = [copies() / f"fonts/tinos-{part}-{STYLES['Tinos-Bold']}.woff" for part in ("latin", "vietnamese")]
    return ImageFont.truetype(joined_font(parts), round(size / 72 * dpi))


def _turned(picture: Picture, angle: float, centre: tuple[float, float] | None = None) -> Picture:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D(centre or (width / 2, height / 2), angle, 1)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))


def _pressed(picture: Picture, quality: int) -> Picture:
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=quality)
    return np.asarray(Image.open(out).convert("RGB"))


def packed(picture: Picture, kind: str, dpi: int) -> bytes:
    image, out = Image.fromarray(picture), io.BytesIO()
    if kind == "docx":
        document = docx.Document()
        shown = io.BytesIO()
        image.save(shown, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
        document.add_picture(shown, width=Mm(160 if dpi else 46))
        document.save(out)
    elif kind == "pdf":
        image.save(out, "PDF", resolution=dpi, quality=90)
    elif kind == "jpg":
        image.save(out, "JPEG", dpi=(dpi, dpi), quality=90)
    else:
        image.save(out, kind.upper(), dpi=(dpi, dpi), **({"compression": "tiff_deflate"} if kind == "tiff" else {}))
    return out.getvalue()
