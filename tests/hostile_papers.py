"""Files made to deceive, exhaust or take over whoever reads them: the list that the gate is measured by.

What each is, and the code that refuses it, stands in `docs/files.md` as well; a test holds the two together.
"""

import io
import re
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

from tests.bad_papers import (
    BILLION_LAUGHS,
    Bad,
    changed_pdf,
    cyclic_xref_pdf,
    docm_renamed,
    embedded_pdf,
    encrypted_package,
    header_png,
    macro_docx,
    nested_docx,
    photo,
    plain_png,
    replaced,
    with_members,
)
from tests.office_papers import open_text, sheet, slides
from tests.papers import party_document_pdf, state_letter_docx

DOCUMENT = "word/document.xml"
MEBIBYTE = 1024 * 1024
#: So many files are made of ``DOCUMENT`` packed to ten megabytes.
TEN_GIGABYTES = 10 * 1024 * MEBIBYTE


def pdf_of(*objects: str, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a sound table of cross-references."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(places) + 1}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def ten_thousand_pages() -> bytes:
    """A PDF of 10,000 empty pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 10_003))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    pages = f"<</Type/Pages/Count 10000/Kids[{kids}]>>"
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", pages, *[page] * 10_000)


def cyclic_pages() -> bytes:
    """A PDF whose tree of pages holds itself."""
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>")


def ten_gigabytes() -> bytes:
    """Ten megabytes that unpack to ten gigabytes of blanks, made of one mebibyte packed once and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return first * (TEN_GIGABYTES // MEBIBYTE) + packer.flush()


def huge_xml(told: int) -> bytes:
    """A Word file whose document unpacks to ten gigabytes and whose record tells ``told`` bytes."""
    packed, name = ten_gigabytes(), DOCUMENT.encode()
    rest = with_members(state_letter_docx(), {}, drop=(DOCUMENT,))
    large = told >= 0xFFFFFFFF
    size = 0xFFFFFFFF if large else told
    extra = struct.pack("<HHQ", 1, 8, told) if large else b""
    fields = struct.pack("<HHHHHIIIHH", 45, 0, 8, 0, 33, 0, len(packed), size, len(name), len(extra))
    with zipfile.ZipFile(io.BytesIO(rest)) as archive:
        start, count = archive.start_dir, len(archive.namelist())
    local = b"PK\x03\x04" + fields + name + extra + packed
    directory = rest[start:-22] + b"PK\x01\x02\x2d\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, start) + name
    directory += extra
    end = struct.pack("<HHHHIIH", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0)
    return rest[:start] + local + directory + b"PK\x05\x06" + end


def renamed_member(old: str, new: bytes) -> bytes:
    """A Word file with a member under another name of the same length: what a library refuses to write."""
    data = with_members(state_letter_docx(), {old: b"<x/>"})
    assert len(old) == len(new)
    return data.replace(old.encode(), new)


def locked_member() -> bytes:
    """A Word file whose members are declared to be locked with a password."""
    data = bytearray(state_letter_docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def locked_odt() -> bytes:
    """A text in the open format with a password."""
    return open_text("a", manifest="<m:file-entry><m:encryption-data/></m:file-entry>")


def three_in_one() -> bytes:
    """A PDF that is an archive and a web page as well."""
    head, _end, rest = party_document_pdf().partition(b"\n")
    out = io.BytesIO(head + b"\n%<html><script>alert(1)</script></html>\n" + rest)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("hidden.txt", "hidden")
    return out.getvalue()


def late_web_page(place: int) -> bytes:
    """A PDF with a script far from its beginning."""
    head, _end, rest = party_document_pdf().partition(b"\n")
    return head + b"\n%" + b"x" * (place - len(head) - 2) + b"<script>alert(1)</script>\n" + rest


def attached_docm() -> bytes:
    """A PDF with a Word file with macros attached to it."""

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.docm"] = macro_docx()

    return changed_pdf(add)


def hidden_script() -> bytes:
    """A PDF with a script behind a link, in a packed stream of objects."""

    def add(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("app.alert(1)"))
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=pdf.make_indirect(action))
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])

    return changed_pdf(add, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def deep_xml(depth: int) -> bytes:
    """A Word file with elements in elements."""
    inner = "<w:p>" * depth + "</w:p>" * depth
    return replaced(state_letter_docx(), DOCUMENT, "<w:sectPr", f"{inner}<w:sectPr")


def fat_entity() -> bytes:
    """A workbook with one long entity that is named again and again."""
    names = "&a;" * 50_000
    return with_members(
        sheet("a"),
        {"xl/worksheets/sheet1.xml": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><x>{names}</x>'.encode()},
    )


def fetching_entity() -> bytes:
    """A text in the open format with an entity that lies in a file of the machine."""
    return with_members(
        open_text("a"), {"content.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}
    )


def endless_members() -> bytes:
    """A presentation of six thousand members."""
    return with_members(slides("a"), {f"ppt/media/{number}.png": b"" for number in range(6_000)})


def huge_tiff() -> bytes:
    """A TIFF that claims 60,000 × 60,000 dots."""
    out = io.BytesIO()
    Image.new("1", (16, 16)).save(out, "TIFF")
    data = out.getvalue()
    for tag in (256, 257):
        found = re.search(struct.pack("<H", tag) + rb"[\x03\x04]\0\x01\0\0\0", data)
        assert found
        at = found.start()
        data = data[: at + 2] + struct.pack("<HII", 4, 1, 60_000) + data[at + 12 :]
    return data


def huge_picture_pdf() -> bytes:
    """A PDF whose page shows a picture that claims 60,000 × 60,000 dots."""

    def add(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(zlib.compress(b"\0" * 10_000))
        for key, value in {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": 60_000,
            "/Height": 60_000,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": pikepdf.Name.FlateDecode,
        }.items():
            picture[key] = value
        page = pdf.pages[0]
        page.add_resource(picture, pikepdf.Name.XObject, pikepdf.Name("/Big"))
        page.contents_add(b"q 500 0 0 700 20 20 cm /Big Do Q")

    return changed_pdf(add)


def huge_jpeg() -> bytes:
    """A JPEG that claims 60,000 × 60,000 dots."""
    data = photo("JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", 60_000, 60_000) + data[at + 4 :]


def archived_docx() -> bytes:
    """A Word file with an archive in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("r.zip", b"PK")
    return with_members(state_letter_docx(), {"word/embeddings/r.zip": out.getvalue()})


def open_script() -> bytes:
    """A PDF with a script that runs when it is opened."""

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    return changed_pdf(add)


#: What it is, in the order of the guide; then the file and its code.
HOSTILE: dict[str, tuple[Bad, ...]] = {
    "no byte": (Bad("rỗng.pdf", lambda: b"", "empty"), Bad("rỗng.docx", lambda: b"", "empty")),
    "cut off": (
        Bad("cụt.pdf", lambda: party_document_pdf()[:-2000], "truncated"),
        Bad("cụt.docx", lambda: state_letter_docx()[:-2000], "truncated"),
        Bad("cụt.png", lambda: plain_png()[:-30], "truncated"),
        Bad("cụt.jpg", lambda: photo("JPEG")[:-400], "damaged"),
        Bad("cụt.tiff", lambda: photo("TIFF")[:-400], "damaged"),
    ),
    "10,000 pages": (Bad("mười-nghìn-trang.pdf", ten_thousand_pages, "too_many_pages"),),
    "6,000 members": (Bad("sáu-nghìn-phần.pptx", endless_members, "too_many_entries"),),
    "cross-references in a circle": (Bad("vòng-bảng.pdf", cyclic_xref_pdf, "damaged"),),
    "a tree of pages in a circle": (Bad("vòng-trang.pdf", cyclic_pages, "damaged"),),
    "files in files in files": (
        Bad("lồng.docx", lambda: nested_docx(3), "nested_too_deep"),
        Bad("lồng-mãi.docx", lambda: nested_docx(8), "nested_too_deep"),
    ),
    "an archive in a document": (Bad("zip-trong.docx", archived_docx, "type_not_allowed"),),
    "members outside the archive": (
        Bad("ra-ngoài.docx", lambda: with_members(state_letter_docx(), {"../../etc/x.xml": b"<x/>"}), "unsafe_archive"),
        Bad("tuyệt-đối.docx", lambda: with_members(state_letter_docx(), {"/etc/x.xml": b"<x/>"}), "unsafe_archive"),
        Bad("ổ-đĩa.docx", lambda: with_members(state_letter_docx(), {"c:/x.xml": b"<x/>"}), "unsafe_archive"),
        Bad("gạch-ngược.docx", lambda: renamed_member("word/aaaa", b"..\\aaaaaa"), "unsafe_archive"),
        Bad("nul-trong-tên.docx", lambda: renamed_member("word/aaaa", b"word/a\0.."), "unsafe_archive"),
    ),
    "10 MB that unpack to 10 GB": (
        Bad("mười-gigabyte.docx", lambda: huge_xml(TEN_GIGABYTES), "bomb"),
        Bad("mười-gigabyte-khai-nhỏ.docx", lambda: huge_xml(20_000), "bomb"),
    ),
    "entities that grow or fetch": (
        Bad("cười.docx", lambda: with_members(state_letter_docx(), {DOCUMENT: BILLION_LAUGHS}), "unsafe_xml"),
        Bad("phình.xlsx", fat_entity, "unsafe_xml"),
        Bad("lấy-tệp.odt", fetching_entity, "unsafe_xml"),
    ),
    "XML 20,000 elements deep": (Bad("sâu.docx", lambda: deep_xml(20_000), "unsafe_xml"),),
    "a picture of 60,000 × 60,000 dots": (
        Bad("khổng-lồ.png", lambda: header_png(60_000, 60_000), "too_many_pixels"),
        Bad("khổng-lồ.tiff", huge_tiff, "too_many_pixels"),
        Bad("khổng-lồ.jpg", huge_jpeg, "too_many_pixels"),
        Bad("khổng-lồ.pdf", huge_picture_pdf, "too_many_pixels"),
        Bad(
            "khổng-lồ.docx",
            lambda: with_members(state_letter_docx(), {"word/media/a.png": header_png(60_000, 60_000)}),
            "too_many_pixels",
        ),
    ),
    "PDF, archive and web page in one": (
        Bad("ba-trong-một.pdf", three_in_one, "two_files_in_one"),
        Bad("trang-mạng-ở-sau.pdf", lambda: late_web_page(4000), "two_files_in_one"),
    ),
    "a PDF with program code": (
        Bad("mã.pdf", open_script, "javascript"),
        Bad("mã-giấu.pdf", hidden_script, "javascript"),
    ),
    "a file with macros inside": (
        Bad(
            "docm-trong.docx",
            lambda: with_members(state_letter_docx(), {"word/embeddings/a.docm": macro_docx()}),
            "macro",
        ),
        Bad("docm-đính-kèm.pdf", attached_docm, "embedded_file"),
    ),
    "a file with macros": (
        Bad("macro.docm", macro_docx, "macro"),
        Bad("docm-đổi-đuôi.docx", docm_renamed, "macro"),
        Bad("macro.docx", macro_docx, "macro"),
    ),
    "a file attached": (Bad("đính-kèm.pdf", embedded_pdf, "embedded_file"),),
    "locked with a password": (
        Bad(
            "khóa.pdf",
            lambda: changed_pdf(lambda _: None, encryption=pikepdf.Encryption(owner="x", user="y")),
            "encrypted",
        ),
        Bad("khóa.docx", encrypted_package, "encrypted"),
        Bad("khóa-phần.docx", locked_member, "encrypted"),
        Bad("khóa.odt", locked_odt, "encrypted"),
    ),
    "a name that turns the screen": (Bad("hoặc\u202efdp.exe.pdf", party_document_pdf, "name_unsafe"),),
    "a name of 256 bytes": (Bad("a" * 252 + ".pdf", party_document_pdf, "name_too_long"),),
    "a name with NUL": (Bad("a\0.pdf", party_document_pdf, "name_unsafe"),),
}
