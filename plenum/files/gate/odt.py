"""ODT: the open format of the same thing."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plenum.files.gate.archive import Archive, local
from plenum.files.gate.bounds import check_picture
from plenum.files.gate.content import Content, Line
from plenum.files.gate.office import FOREIGN, HEAD_PARAGRAPHS, PICTURES, WEB, text_of_lines
from plenum.files.gate.types import ODT, ZIP_MAGIC, Candidate
from plenum.files.gate.verdict import Refused

MANIFEST = "META-INF/manifest.xml"
BLOCKS = {"p", "h"}
SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


def read_odt(candidate: Candidate) -> Content:
    """Check an ODT package and read its texts; raises the codes of `office.read_office`."""
    archive = Archive(candidate.data)
    if "mimetype" not in archive or archive.read("mimetype").strip() != ODT.encode():
        raise Refused("not_what_it_says", extension="odt")
    if MANIFEST in archive and any(local(one.tag) == "encryption-data" for one in archive.xml(MANIFEST).iter()):
        raise Refused("encrypted")
    content = Content()
    for name in archive.names():
        content.lines += _read_member(archive, name)
    content.texts = (text_of_lines(content.lines),)
    return content


def _read_member(archive: Archive, name: str) -> list[Line]:
    if name.startswith(("Basic/", "Scripts/", "Dialogs/")):
        raise Refused("macro")
    if name.startswith("Object"):
        raise Refused("ole")
    if name.endswith((".xml", ".rdf")):
        root = archive.xml(name)
        _check_passive(root)
        return list(_lines(name, root))
    data = archive.read(name)
    if data.startswith((ZIP_MAGIC, *FOREIGN)):
        raise Refused("embedded_file")
    if name.lower().endswith(PICTURES):
        check_picture(data)
    return []


def _check_passive(root: Element) -> None:
    for element in root.iter():
        tag = local(element.tag)
        if tag in ("event-listener", "script"):
            raise Refused("macro")
        if tag in ("object", "object-ole", "applet", "plugin", "floating-frame"):
            raise Refused("ole")
        if tag in ("dde-source", "dde-connection-decl", "section-source"):
            raise Refused("external_link")
        for key, value in element.attrib.items():
            if local(key) == "href" and _leads_out(tag, value):
                raise Refused("external_link")


def _leads_out(tag: str, address: str) -> bool:
    if tag == "a":
        return not address.lower().startswith(WEB)
    return ":" in address or address.startswith(("/", "\\", "../"))


def _lines(name: str, root: Element) -> Iterator[Line]:
    if name == "meta.xml":
        for element in root.iter():
            if element.text and element.text.strip():
                names = [value for key, value in element.attrib.items() if local(key) == "name"]
                yield Line(element.text.strip(), "property", label=names[0] if names else local(element.tag))
        return
    for index, (text, place) in enumerate(_blocks(root, "box" if name == "styles.xml" else "body")):
        yield Line(text, "head" if place == "body" and index < HEAD_PARAGRAPHS else place)


def _blocks(element: Element, place: str) -> Iterator[tuple[str, str]]:
    tag = local(element.tag)
    place = {"header": "header", "footer": "footer", "text-box": "box", "annotation": "note"}.get(tag, place)
    if tag in BLOCKS:
        text = "".join(_text(element, top=True))
        if text.strip():
            yield text, place
    for child in element:
        yield from _blocks(child, place)


def _text(element: Element, *, top: bool = False) -> Iterator[str]:
    tag = local(element.tag)
    if tag in BLOCKS and not top:
        return
    yield SPACES.get(tag, "")
    yield element.text or ""
    for child in element:
        if local(child.tag) not in BLOCKS:
            yield from _text(child)
        yield child.tail or ""
