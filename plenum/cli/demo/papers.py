"""Papers of the demo province, set in the form of the law without any program but Python.

State papers follow Decree 30/2020, appendix I; Party papers the guidance on presentation (title on the right, body and
number on the left, an asterisk between). A page takes about 15 ms, so that thousands can be made.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Literal

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from plenum.cli.demo.fonts import BOLD, ITALIC, REGULAR, register_fonts

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 30 * mm, WIDTH - 17 * mm, HEIGHT - 20 * mm, 22 * mm
#: The middle of the left and of the right half of the head.
LEFT_MIDDLE, RIGHT_MIDDLE = LEFT + 33 * mm, RIGHT - 47 * mm


@dataclass(frozen=True, kw_only=True)
class DemoPaper:
    """What stands on a paper. Without ``kind`` (the name of the type, in capitals) it is a letter."""

    party: bool
    superior: str
    body: str
    number: int
    symbol: str
    place: str
    on: date
    kind: str
    abstract: str
    paragraphs: Sequence[str]
    position: str
    signer: str
    authority: str = ""
    to: str = ""
    recipients: Sequence[str] = ()


def demo_paper(paper: DemoPaper) -> bytes:
    """The paper as a PDF; the same bytes for the same paper."""
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(f"{paper.kind or 'CÔNG VĂN'} {numbered(paper)}")
    y = _text(canvas, paper, _title(canvas, paper, _head(canvas, paper)))
    _foot(canvas, paper, y)
    canvas.save()
    return out.getvalue()


def numbered(paper: DemoPaper) -> str:
    """*Số: 05/SCT-VP* in the State's form, *Số 05-BC/TU* in the Party's."""
    return f"Số {paper.number:02}-{paper.symbol}" if paper.party else f"Số: {paper.number:02}/{paper.symbol}"


def dated(paper: DemoPaper) -> str:
    """Place and date; days below ten and the first two months have a leading zero."""
    month = f"{paper.on.month:02}" if paper.on.month < 3 else str(paper.on.month)
    return f"{paper.place}, ngày {paper.on.day:02} tháng {month} năm {paper.on.year}"


def _head(canvas: Canvas, paper: DemoPaper) -> float:
    """Both halves of the head; returns the height at which the paper goes on."""
    y = TOP
    for line in _broken(paper.superior, REGULAR, 12):
        y = _centred(canvas, LEFT_MIDDLE, y, line, REGULAR, 12)
    for line in _broken(paper.body, BOLD, 12):
        y = _centred(canvas, LEFT_MIDDLE, y, line, BOLD, 12)
    y = _centred(canvas, LEFT_MIDDLE, y, "*", REGULAR, 13) if paper.party else _line(canvas, LEFT_MIDDLE, y, 18 * mm)
    y = _centred(canvas, LEFT_MIDDLE, y, numbered(paper), REGULAR, 13)
    if not paper.kind:
        for line in _broken(paper.abstract, ITALIC if paper.party else REGULAR, 12):
            y = _centred(canvas, LEFT_MIDDLE, y, line, ITALIC if paper.party else REGULAR, 12)
    return min(y, _right_half(canvas, paper))


def _right_half(canvas: Canvas, paper: DemoPaper) -> float:
    y = TOP
    if paper.party:
        y = _centred(canvas, RIGHT_MIDDLE, y, "ĐẢNG CỘNG SẢN VIỆT NAM", BOLD, 15)
        y = _line(canvas, RIGHT_MIDDLE, y, stringWidth("ĐẢNG CỘNG SẢN VIỆT NAM", BOLD, 15))
    else:
        y = _centred(canvas, RIGHT_MIDDLE, y, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 12)
        y = _centred(canvas, RIGHT_MIDDLE, y, "Độc lập - Tự do - Hạnh phúc", BOLD, 13)
        y = _line(canvas, RIGHT_MIDDLE, y, stringWidth("Độc lập - Tự do - Hạnh phúc", BOLD, 13))
    return _centred(canvas, RIGHT_MIDDLE, y, dated(paper), ITALIC, 13)


def _title(canvas: Canvas, paper: DemoPaper, y: float) -> float:
    middle = (LEFT + RIGHT) / 2
    y -= 8 * mm
    if not paper.kind:
        return _paragraph(canvas, f"Kính gửi: {paper.to}.", _style(alignment=TA_CENTER), y) if paper.to else y
    y = _centred(canvas, middle, y, paper.kind, BOLD, 14)
    y = _paragraph(canvas, paper.abstract, _style(font=BOLD, alignment=TA_CENTER, before=0), y)
    return _line(canvas, middle, y - 3, 35 * mm)


def _text(canvas: Canvas, paper: DemoPaper, y: float) -> float:
    for paragraph in paper.paragraphs:
        y = _paragraph(canvas, paragraph, _style(alignment=TA_JUSTIFY, indent=12.7 * mm), y)
    return y


def _foot(canvas: Canvas, paper: DemoPaper, y: float) -> None:
    y -= 6 * mm
    if y < BOTTOM + 50 * mm:
        y = _next_page(canvas)
    canvas.setFont(REGULAR if paper.party else BOLD, 12)
    canvas.drawString(LEFT, y, "Nơi nhận:")
    for index, recipient in enumerate(paper.recipients, start=1):
        canvas.setFont(REGULAR, 11)
        end = "." if index == len(paper.recipients) else ";"
        canvas.drawString(LEFT, y - index * 13, f"- {recipient}{end}")
    middle = RIGHT - 38 * mm
    for line in filter(None, (paper.authority, paper.position)):
        y = _centred(canvas, middle, y, line, BOLD, 14)
    _centred(canvas, middle, y - 24 * mm, paper.signer, BOLD, 14)


def _paragraph(canvas: Canvas, text: str, style: ParagraphStyle, y: float) -> float:
    """Set a paragraph, over as many pages as it takes."""
    part = Paragraph(escape(text), style)
    y -= style.spaceBefore
    while True:
        _width, height = part.wrap(RIGHT - LEFT, HEIGHT)
        if height <= y - BOTTOM:
            part.drawOn(canvas, LEFT, y - height)
            return y - height
        pieces = [piece for piece in part.split(RIGHT - LEFT, y - BOTTOM) if isinstance(piece, Paragraph)]
        if len(pieces) == 2:
            _width, height = pieces[0].wrap(RIGHT - LEFT, HEIGHT)
            pieces[0].drawOn(canvas, LEFT, y - height)
            part = pieces[1]
        y = _next_page(canvas)


def _next_page(canvas: Canvas) -> float:
    canvas.showPage()
    canvas.setFont(REGULAR, 13)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 12 * mm, str(canvas.getPageNumber()))
    return TOP


def _style(font: str = REGULAR, *, alignment: Literal[1, 4], before: float = 6, indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        "text",
        fontName=font,
        fontSize=14,
        leading=19,
        spaceBefore=before,
        alignment=alignment,
        firstLineIndent=indent,
    )


def _centred(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> float:
    canvas.setFont(font, size)
    canvas.drawCentredString(x, y - size, text)
    return y - size * 1.25


def _line(canvas: Canvas, x: float, y: float, width: float) -> float:
    canvas.setLineWidth(0.6)
    canvas.line(x - width / 2, y - 3, x + width / 2, y - 3)
    return y - 7


def _broken(text: str, font: str, size: float) -> Iterator[str]:
    """Lines that fit the left half."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, font, size) > 68 * mm:
            yield line
            longer = word
        line = longer
    yield line
