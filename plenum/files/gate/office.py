"""DOCX, XLSX, PPTX: an archive of XML parts that may say things and do nothing."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plenum.files.gate.archive import Archive, local, resolve
from plenum.files.gate.bounds import check_picture
from plenum.files.gate.content import Content, Line
from plenum.files.gate.fields import check_fields
from plenum.files.gate.limits import MAX_NESTING, MAX_TEXT
from plenum.files.gate.types import MAIN_PART, OLE_MAGIC, ZIP_MAGIC, Candidate
from plenum.files.gate.verdict import Refused
from plenum.files.gate.wordml import capital_styles, paragraphs

CONTENT_TYPES = "[Content_Types].xml"
#: Words in a content type that name something able to act.
ACTIVE_TYPES = {
    "macroenabled": "macro",
    "vbaproject": "macro",
    "macrosheet": "macro",
    "intlmacrosheet": "macro",
    "activex": "activex",
    "oleobject": "ole",
}
#: Relationship kinds that are refused wherever they point.
ACTIVE_KINDS = {
    "vbaProject": "macro",
    "wordVbaData": "macro",
    "xlMacrosheet": "macro",
    "control": "activex",
    "activeXControlBinary": "activex",
    "oleObject": "ole",
    "aFChunk": "embedded_file",
    "attachedTemplate": "external_link",
    "externalLinkPath": "external_link",
    "externalLink": "external_link",
    "connections": "external_link",
    "subDocument": "external_link",
    "frame": "external_link",
}
WEB = ("http://", "https://", "mailto:", "#")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
PASSIVE = (".xml", ".rels", ".emf", ".wmf", ".svg", ".odttf", ".ttf", ".vml", ".bin", ".txt", *PICTURES)
#: Parts that say how words look, and hold none.
SILENT = ("styles.xml", "styleswitheffects.xml", "numbering.xml", "fonttable.xml", "theme1.xml", "websettings.xml")
FOREIGN = (OLE_MAGIC, b"MZ", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"%PDF-", b"{\\rtf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
HEAD_PARAGRAPHS = 16


class Relationship(NamedTuple):
    """One arrow between parts of a package."""

    base: str
    kind: str
    target: str
    external: bool


def read_office(candidate: Candidate) -> Content:
    """Check an OOXML package and read every text in it: body, headers, boxes, notes, comments, properties.

    Raises `Refused` with the codes of `archive`, ``not_what_it_says``, ``macro``, ``activex``, ``ole``,
    ``external_link``, ``embedded_file`` or ``too_many_pixels``.
    """
    archive = Archive(candidate.data)
    _check_types(archive, candidate)
    for relationship in _relationships(archive):
        _check_relationship(relationship)
    styles = "word/styles.xml"
    capitals = capital_styles(archive.xml(styles)) if styles in archive else frozenset()
    content = Content()
    for name in archive.names():
        content.lines += _read_member(archive, name, candidate, capitals)
    content.texts = (text_of_lines(content.lines),)
    return content


def text_of_lines(lines: list[Line]) -> str:
    """The text for search: everything but properties, body first."""
    spoken = [line for line in lines if line.place != "property"]
    spoken.sort(key=lambda line: line.place not in ("head", "body"))
    return "\n".join(line.text for line in spoken)[:MAX_TEXT].replace("\0", "")


def _check_types(archive: Archive, candidate: Candidate) -> None:
    if CONTENT_TYPES not in archive:
        raise Refused("not_what_it_says", extension=candidate.name.rpartition(".")[2].lower()[:12])
    declared = [element.get("ContentType", "") for element in archive.xml(CONTENT_TYPES)]
    for kind in declared:
        for word, code in ACTIVE_TYPES.items():
            if word in kind.lower().replace("-", ""):
                raise Refused(code)
    if MAIN_PART[candidate.media_type] not in declared:
        raise Refused("not_what_it_says", extension=candidate.name.rpartition(".")[2].lower()[:12])


def _relationships(archive: Archive) -> Iterator[Relationship]:
    for name in archive.names():
        if not name.endswith(".rels"):
            continue
        base = name.replace("_rels/", "").removesuffix(".rels")
        for element in archive.xml(name):
            yield Relationship(
                base,
                element.get("Type", "").rpartition("/")[2],
                element.get("Target", "").strip(),
                element.get("TargetMode", "").lower() == "external",
            )


def _check_relationship(relationship: Relationship) -> None:
    code = ACTIVE_KINDS.get(relationship.kind)
    if code:
        raise Refused(code)
    if relationship.external:
        if relationship.kind != "hyperlink" or not relationship.target.lower().startswith(WEB):
            raise Refused("external_link")
    elif ".." in resolve(relationship.base, relationship.target).split("/"):
        raise Refused("unsafe_archive")


def _read_member(archive: Archive, name: str, candidate: Candidate, capitals: frozenset[str]) -> list[Line]:
    lower = name.lower()
    if "vbaproject" in lower or "vbadata" in lower:
        raise Refused("macro")
    if lower.endswith(".rels") or name == CONTENT_TYPES:
        return []
    if lower.endswith((".xml", ".vml")):
        if lower.endswith(SILENT):
            archive.check_xml(name)
            return []
        return list(_read_part(name, archive.xml(name), capitals))
    data = archive.read(name)
    if data.startswith(ZIP_MAGIC):
        return _read_embedded(data, name, candidate)
    if data.startswith(FOREIGN):
        raise Refused("ole" if data.startswith(OLE_MAGIC) else "embedded_file")
    if not lower.endswith(PASSIVE):
        raise Refused("embedded_file")
    if lower.endswith(PICTURES):
        check_picture(data)
    return []


def _read_embedded(data: bytes, name: str, candidate: Candidate) -> list[Line]:
    """A workbook behind a chart is judged like a file of its own; deeper than two levels nothing is ordinary."""
    if candidate.depth + 1 > MAX_NESTING:
        raise Refused("nested_too_deep")
    from plenum.files.gate.pipeline import read  # the pipeline calls this module; a document may hold another one

    _inner, content = read(name.rpartition("/")[2], data, depth=candidate.depth + 1)
    return [Line(line.text, "body" if line.place == "head" else line.place) for line in content.lines]


def _read_part(name: str, root: Element, capitals: frozenset[str]) -> Iterator[Line]:
    place = _place_of(name)
    if place == "property":
        yield from _properties(root)
        return
    check_fields(root)
    for index, (text, boxed) in enumerate(paragraphs(root, capitals)):
        yield Line(text, boxed or (place if place != "body" or index >= HEAD_PARAGRAPHS else "head"))


def _properties(root: Element, label: str = "") -> Iterator[Line]:
    """Every text of a part of properties, labelled by its element or by the name that a person gave it."""
    label = root.get("name") or label
    if root.text and root.text.strip():
        yield Line(root.text.strip(), "property", label=label or local(root.tag))
    for child in root:
        yield from _properties(child, label)


def _place_of(name: str) -> str:
    part = name.rpartition("/")[2].lower()
    if name.startswith(("docProps/", "customXml/")):
        return "property"
    for word, place in (("header", "header"), ("footer", "footer"), ("comment", "note"), ("note", "note")):
        if part.startswith(word) or (place == "note" and word in part):
            return place
    return "body" if part in ("document.xml", "document2.xml") else "box" if "drawing" in part else "part"
