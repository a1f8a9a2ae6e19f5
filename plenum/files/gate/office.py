"""DOCX, XLSX, PPTX: an archive of XML parts that may say things and do nothing."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plenum.files.gate.archive import Archive, local, resolve
from plenum.files.gate.bounds import check_picture
from plenum.files.gate.content import Content, Line
from plenum.files.gate.fields import check_fields
from plenum.files.gate.formulas import check_formulas
from plenum.files.gate.limits import MAX_NESTING, MAX_TEXT
from plenum.files.gate.parts import CONTENT_TYPES, Parts, Relationship
from plenum.files.gate.types import MAIN_PART, OLE_MAGIC, ZIP_MAGIC, Candidate, extension_of
from plenum.files.gate.verdict import Refused
from plenum.files.gate.wordml import capital_styles, paragraphs

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
PASSIVE = (".emf", ".wmf", ".odttf", ".ttf", ".bin", ".txt", *PICTURES)
FOREIGN = (OLE_MAGIC, b"MZ", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"%PDF-", b"{\\rtf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
HEAD_PARAGRAPHS = 16
#: Where the words of a part stand, by the kind of the arrow that points to it; the first that fits counts.
PLACES = {
    "officeDocument": "body",
    "header": "header",
    "footer": "footer",
    "comments": "note",
    "commentAuthors": "note",
    "threadedComment": "note",
    "footnotes": "note",
    "endnotes": "note",
    "notesSlide": "note",
    "drawing": "box",
    "vmlDrawing": "box",
    "core-properties": "property",
    "extended-properties": "property",
    "custom-properties": "property",
    "customXml": "property",
}


def read_office(candidate: Candidate) -> Content:
    """Check an OOXML package and read every text in it: body, headers, boxes, notes, comments, properties.

    Raises `Refused` with the codes of `archive`, ``not_what_it_says``, ``macro``, ``activex``, ``ole``,
    ``external_link``, ``embedded_file`` or ``too_many_pixels``.
    """
    archive = Archive(candidate.data)
    if CONTENT_TYPES not in archive:
        raise Refused("not_what_it_says", extension=extension_of(candidate.name)[:12])
    parts = Parts(archive)
    _check_types(parts, candidate)
    for relationship in parts.relationships:
        _check_relationship(relationship)
    capitals = frozenset(style for name in _styles(parts) for style in capital_styles(archive.xml(name)))
    content = Content()
    for name in archive.names():
        content.lines += _read_member(parts, name, candidate, capitals)
    content.texts = (text_of_lines(content.lines),)
    return content


def text_of_lines(lines: list[Line]) -> str:
    """The text for search: everything but properties, body first."""
    spoken = [line for line in lines if line.place != "property"]
    spoken.sort(key=lambda line: line.place not in ("head", "body"))
    return "\n".join(line.text for line in spoken)[:MAX_TEXT].replace("\0", "")


def _check_types(parts: Parts, candidate: Candidate) -> None:
    """What the package opens with must be declared as what its name promises."""
    for kind in parts.declared():
        for word, code in ACTIVE_TYPES.items():
            if word in kind.replace("-", ""):
                raise Refused(code)
    main = parts.targets_of("officeDocument")
    if {parts.type_of(name) for name in main} != {MAIN_PART[candidate.media_type]}:
        raise Refused("not_what_it_says", extension=extension_of(candidate.name)[:12])
    if not all(name in parts.archive for name in main):
        raise Refused("damaged")


def _styles(parts: Parts) -> list[str]:
    return [name for name in parts.targets_of("styles") if name in parts.archive]


def _check_relationship(relationship: Relationship) -> None:
    code = ACTIVE_KINDS.get(relationship.kind)
    if code:
        raise Refused(code)
    if relationship.external:
        if relationship.kind != "hyperlink" or not relationship.target.lower().startswith(WEB):
            raise Refused("external_link")
    elif ".." in resolve(relationship.base, relationship.target).split("/"):
        raise Refused("unsafe_archive")


def _read_member(parts: Parts, name: str, candidate: Candidate, capitals: frozenset[str]) -> list[Line]:
    lower = name.lower()
    if "vbaproject" in lower or "vbadata" in lower:
        raise Refused("macro")
    if lower.endswith(".rels") or name == CONTENT_TYPES:
        return []
    if parts.is_xml(name):
        return list(_read_part(_place_of(parts, name), parts.archive.xml(name), capitals))
    data = parts.archive.read(name)
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


def _read_part(place: str, root: Element, capitals: frozenset[str]) -> Iterator[Line]:
    if place == "property":
        yield from _properties(root)
    check_fields(root)
    check_formulas(root)
    for index, (text, boxed) in enumerate(paragraphs(root, capitals)):
        yield Line(text, boxed or (place if place != "body" or index >= HEAD_PARAGRAPHS else "head"))


def _properties(root: Element, label: str = "") -> Iterator[Line]:
    """Every text of a part of properties, labelled by its element or by the name that a person gave it."""
    label = root.get("name") or label
    if root.text and root.text.strip():
        yield Line(root.text.strip(), "property", label=label or local(root.tag))
    for child in root:
        yield from _properties(child, label)


def _place_of(parts: Parts, name: str) -> str:
    kinds = parts.kinds_to(name)
    return next((place for kind, place in PLACES.items() if kind in kinds), "part")
