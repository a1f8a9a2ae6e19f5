"""Real papers in the form the law gives them, for every test that hands one in.

The State's form is that of Decree 30/2020 (appendix I), the Party's that of the guidance on presentation: motto or
title on the right, body and number on the left, place and date, type and abstract, text, recipients and signature.
`tests.bad_papers` makes the ones that must not enter.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML

from plenum.cli.demo.fonts import REGULAR, register_fonts

PARAGRAPHS = (
    "Căn cứ Chương trình công tác năm 2026 của Tỉnh ủy Lam Giang;",
    "Xét đề nghị của Chánh Văn phòng Tỉnh ủy, Ban Thường vụ Tỉnh ủy yêu cầu các cơ quan, đơn vị rà soát tiến độ xây "
    "dựng hạ tầng cấp nước sạch nông thôn trên địa bàn, báo cáo kết quả trước ngày 15 tháng 12 năm 2026.",
    "Các cơ quan, đơn vị bảo đảm an toàn thông tin, bảo mật dữ liệu cá nhân và mật độ lấy mẫu theo quy định; báo cáo "
    "không chứa bí mật nhà nước.",
)


@dataclass(frozen=True)
class Paper:
    """What stands on a paper. ``kind`` is empty for a letter, which has no type name."""

    superior: str = "TỈNH ỦY LAM GIANG"
    body: str = "VĂN PHÒNG"
    number: str = "127"
    symbol: str = "BC/VPTU"
    place: str = "Lam Giang"
    on: date = date(2026, 11, 5)
    kind: str = "BÁO CÁO"
    abstract: str = "về tiến độ cấp nước sạch nông thôn năm 2026"
    to: str = ""
    paragraphs: Sequence[str] = PARAGRAPHS
    authority: str = ""
    position: str = "CHÁNH VĂN PHÒNG"
    signer: str = "Phạm Hồng Sơn"
    recipients: tuple[str, ...] = ("Thường trực Tỉnh ủy (báo cáo)", "Các sở, ban, ngành", "Lưu Văn phòng Tỉnh ủy")
    #: In a red frame of two lines under the number: where the law puts the mark that must not enter.
    mark: str = ""

    @property
    def dated(self) -> str:
        """*Lam Giang, ngày 05 tháng 11 năm 2026*: days below ten and the first two months have a leading zero."""
        month = f"{self.on.month:02}" if self.on.month < 3 else str(self.on.month)
        return f"{self.place}, ngày {self.on.day:02} tháng {month} năm {self.on.year}"


STATE = Paper(
    superior="ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
    body="SỞ CÔNG THƯƠNG",
    number="412",
    symbol="SCT-VP",
    kind="",
    abstract="V/v báo cáo tiến độ cấp điện nông thôn",
    to="Văn phòng Tỉnh ủy Lam Giang",
    authority="KT. GIÁM ĐỐC",
    position="PHÓ GIÁM ĐỐC",
    signer="Trịnh Công Hải",
    recipients=("Như trên", "Lãnh đạo Sở", "Lưu: VT, VP"),
)
PARTY = Paper()

STYLE = """
@page { size: A4; margin: 20mm 20mm 20mm 30mm;
  @top-center { content: counter(page); font: 13pt Tinos, "Times New Roman", serif } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.35 Tinos, "Times New Roman", serif; color: #000 }
table { width: 100%; border-collapse: collapse } td { vertical-align: top; text-align: center; padding: 0 }
.left { width: 40% } b, h1 { font-weight: bold } i { font-style: italic }
.line { border-top: 1px solid #000; margin: 2pt auto 6pt } h1 { font-size: 14pt; text-align: center; margin: 22pt 0 0 }
.abstract { text-align: center; font-weight: bold; margin: 0 0 4pt } .to { text-align: center; margin: 18pt 0 }
p.text { text-align: justify; text-indent: 1.27cm; margin: 6pt 0 }
.mark { display: inline-block; border: 3px double #d00000; color: #d00000; font: bold 13pt Tinos, serif;
  padding: 1mm 4mm; margin-top: 8pt } .recipients td { text-align: left; font-size: 11pt }
.recipients td.signature { text-align: center; font-size: 14pt } .motto { white-space: nowrap; font-size: 12.5pt }
 .name { margin-top: 60pt; font-weight: bold }
"""


def state_letter_pdf(**changes: object) -> bytes:
    """A State letter (công văn) or, with ``kind``, a document with a type name; ``changes`` are fields of `Paper`."""
    return _pdf(_changed(STATE, changes), "state")


def party_document_pdf(**changes: object) -> bytes:
    """A Party document; ``changes`` are fields of `Paper`."""
    return _pdf(_changed(PARTY, changes), "party")


def state_letter_docx(**changes: object) -> bytes:
    """The same letter as a Word file."""
    return _docx(_changed(STATE, changes), "state")


def party_document_docx(**changes: object) -> bytes:
    """The same Party document as a Word file."""
    return _docx(_changed(PARTY, changes), "party")


def many_pages_pdf(pages: int, words: str = "Trang này ghi tiến độ của từng xã trong kế hoạch cấp nước sạch.") -> bytes:
    """A plain document of so many pages, each with its number and a paragraph or two; quickly made."""
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont(REGULAR, 13)
        for line in range(36):
            canvas.drawString(80, 780 - line * 19, f"{page}.{line}. {words}" if line else f"Trang {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _changed(paper: Paper, changes: dict[str, object]) -> Paper:
    changes = {key: tuple(value) if isinstance(value, list) else value for key, value in changes.items()}
    return Paper(**{**paper.__dict__, **changes})


@lru_cache(maxsize=64)
def _pdf(paper: Paper, system: str) -> bytes:
    head = _state_head(paper) if system == "state" else _party_head(paper)
    body = head + _title(paper) + _text(paper) + _foot(paper, system)
    html = f"<html lang=vi><head><style>{STYLE}</style></head><body>{body}"
    pdf = HTML(string=html).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def _mark(paper: Paper) -> str:
    return f'<div class="mark">{escape(paper.mark)}</div>' if paper.mark else ""


def _state_head(paper: Paper) -> str:
    letter = f'<div style="font-size:12pt;margin-top:6pt">{escape(paper.abstract)}</div>' if not paper.kind else ""
    number = f"Số: {escape(paper.number)}/{escape(paper.symbol)}"
    return f"""<table style="font-size:13pt"><tr><td class="left">{escape(paper.superior)}<br>
      <b>{escape(paper.body)}</b><div class="line" style="width:40%"></div>{number}{letter}{_mark(paper)}</td>
      <td class="motto"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b>
      <div class="line" style="width:70%"></div><i>{escape(paper.dated)}</i></td></tr></table>"""


def _party_head(paper: Paper) -> str:
    letter = f'<div style="font-size:12pt"><i>{escape(paper.abstract)}</i></div>' if not paper.kind else ""
    return f"""<table><tr><td class="left">{escape(paper.superior)}<br><b>{escape(paper.body)}</b><br>*<br>
      Số {escape(paper.number)}-{escape(paper.symbol)}{letter}{_mark(paper)}</td>
      <td><b style="font-size:15pt">ĐẢNG CỘNG SẢN VIỆT NAM</b><div class="line" style="width:88%"></div>
      <i>{escape(paper.dated)}</i></td></tr></table>"""


def _title(paper: Paper) -> str:
    if not paper.kind:
        return f'<div class="to">Kính gửi: {escape(paper.to)}</div>' if paper.to else ""
    return f"""<h1>{escape(paper.kind)}</h1><div class="abstract">{escape(paper.abstract)}</div>
      <div class="line" style="width:25%"></div>"""


def _text(paper: Paper) -> str:
    return "".join(f'<p class="text">{escape(paragraph)}</p>' for paragraph in paper.paragraphs)


def _foot(paper: Paper, system: str) -> str:
    underlined = "text-decoration:underline" if system == "party" else "font-style:italic;font-weight:bold"
    listed = "".join(f"<br>- {escape(recipient)}{end}" for recipient, end in _listed(paper.recipients))
    authority = f"<b>{escape(paper.authority)}</b><br>" if paper.authority else ""
    return f"""<table class="recipients" style="margin-top:18pt"><tr><td style="width:50%">
      <span style="font-size:12pt;{underlined}">Nơi nhận:</span>{listed}</td><td class="signature">{authority}
      <b>{escape(paper.position)}</b><div class="name">{escape(paper.signer)}</div></td></tr></table>"""


def _listed(recipients: Sequence[str]) -> list[tuple[str, str]]:
    """Each recipient ends with a semicolon, the last, who keeps the paper, with a full stop."""
    return [(recipient, "." if recipient is recipients[-1] else ";") for recipient in recipients]


@lru_cache(maxsize=64)
def _docx(paper: Paper, system: str) -> bytes:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    _docx_head(document, paper, system)
    if paper.kind:
        _centred(document, paper.kind, bold=True)
        _centred(document, paper.abstract, bold=True)
    elif paper.to:
        _centred(document, f"Kính gửi: {paper.to}")
    for paragraph in paper.paragraphs:
        written = document.add_paragraph(paragraph)
        written.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        written.paragraph_format.first_line_indent = Cm(1.27)
    _docx_foot(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_head(document: docx.document.Document, paper: Paper, system: str) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    number = f"Số: {paper.number}/{paper.symbol}" if system == "state" else f"Số {paper.number}-{paper.symbol}"
    between = [] if system == "state" else ["*"]
    abstract = [] if paper.kind else [paper.abstract]
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    for cell, lines in (
        (left, [paper.superior, paper.body, *between, number, *abstract, *([paper.mark] if paper.mark else [])]),
        (right, [*(motto if system == "state" else ["ĐẢNG CỘNG SẢN VIỆT NAM"]), paper.dated]),
    ):
        cell.text = lines[0]
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for line in lines[1:]:
            cell.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _docx_foot(document: docx.document.Document, paper: Paper) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "Nơi nhận:"
    for recipient, end in _listed(paper.recipients):
        left.add_paragraph(f"- {recipient}{end}")
    right.text = paper.authority or paper.position
    if paper.authority:
        right.add_paragraph(paper.position)
    right.add_paragraph("")
    right.add_paragraph(paper.signer)


def _centred(document: docx.document.Document, text: str, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold
