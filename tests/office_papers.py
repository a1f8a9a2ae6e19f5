"""Small honest files of the other office kinds, built member by member."""

import io
import struct
import zipfile

import openpyxl

from plenum.files.gate.types import ODT, PPTX

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
LINK = "http://www.w3.org/1999/xlink"
SCRIPT = "urn:oasis:names:tc:opendocument:xmlns:script:1.0"


def sheet(*cells: str, title: str = "Tiến độ", header: str = "") -> bytes:
    """A workbook with one sheet, the cells below each other."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for cell in cells:
        page.append([cell])
    if header:
        assert page.oddHeader is not None
        page.oddHeader.center.text = header
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slides(*lines: str) -> bytes:
    """A presentation of one slide with one text box."""
    said = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType='
            f'"application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="{PPTX}.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATED}/'
            'officeDocument" Target="ppt/presentation.xml"/></Relationships>',
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDES}"/>',
            "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{SLIDES}" xmlns:a="{DRAWING}"><p:txBody>{said}</p:txBody>'
            "</p:sld>",
        }
    )


def open_text(*lines: str, header: str = "", more: str = "", manifest: str = "", title: str = "") -> bytes:
    """A text in the open format; ``more`` is XML put into its body."""
    said = "".join(f"<text:p>{line}</text:p>" for line in lines)
    spaces = f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:xlink="{LINK}" xmlns:script="{SCRIPT}"'
    return packed(
        {
            "mimetype": ODT,
            "content.xml": f"<office:document-content {spaces}><office:body>{said}{more}</office:body>"
            "</office:document-content>",
            "styles.xml": f'<office:document-styles {spaces} xmlns:style="urn:s"><style:header>'
            f"<text:p>{header}</text:p></style:header></office:document-styles>",
            "meta.xml": f'<office:document-meta {spaces} xmlns:dc="urn:d"><dc:title>{title}</dc:title>'
            "</office:document-meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="urn:m">{manifest}</m:manifest>',
        }
    )


def packed(members: dict[str, str]) -> bytes:
    """A ZIP file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def framed_metafile(width: int, height: int, *insets: int) -> bytes:
    """A picture of lines (EMF), so many millimetres large, with a rectangle at each inset and no letters."""
    dots = 10
    hollow = struct.pack("<IIIIII", 37, 12, 0x80000005, 37, 12, 0x80000007)
    drawn = b"".join(
        struct.pack("<II4i", 43, 24, dots * inset, dots * inset, dots * (width - inset), dots * (height - inset))
        for inset in insets
    )
    end = struct.pack("<IIIII", 14, 20, 0, 16, 20)
    size = 88 + len(hollow) + len(drawn) + len(end)
    bounds = (0, 0, dots * width, dots * height, 0, 0, 100 * width, 100 * height)
    device = (200 * dots, 300 * dots, 200, 300)
    head = struct.pack(
        "<II8iIIIIHHIII4i", 1, 88, *bounds, 0x464D4520, 0x10000, size, 4 + len(insets), 1, 0, 0, 0, 0, *device
    )
    return head + hollow + drawn + end
