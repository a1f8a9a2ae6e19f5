"""Paragraphs of an XML part, as a reader sees them: capitals applied, tabs and line ends kept, boxes apart."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plenum.files.gate.archive import local

#: Elements that end a paragraph: of a text, a drawing, a cell, a shared string, a header of a sheet.
BLOCKS = {"p", "si", "is", "h", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
SHEET_HEADERS = {"oddHeader": "header", "evenHeader": "header", "firstHeader": "header"}
SHEET_FOOTERS = {"oddFooter": "footer", "evenFooter": "footer", "firstFooter": "footer"}
TEXTS = {"t", "delText"}
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "line-break": "\n", "s": " "}
#: Where a paragraph stands that is drawn over the page.
BOXES = {"txbxContent", "textbox", "txBody", "text-box"}
CAPITALS = {"caps", "smallCaps"}
#: Attributes that are shown: words drawn as a watermark, the description of a picture, the name of a sheet.
SHOWN = {("textpath", "string"), ("docPr", "descr"), ("docPr", "title"), ("cNvPr", "descr"), ("sheet", "name")}


def paragraphs(root: Element) -> Iterator[tuple[str, str]]:
    """Each paragraph's text with the place it was drawn in: ``box``, ``header``, ``footer``, ``field`` or nothing."""
    yield from _walk(root, boxed="")
    for element in root.iter():
        yield from _shown(element)


def _walk(element: Element, boxed: str) -> Iterator[tuple[str, str]]:
    tag = local(element.tag)
    boxed = "box" if tag in BOXES else SHEET_HEADERS.get(tag) or SHEET_FOOTERS.get(tag) or boxed
    if tag in BLOCKS:
        text = "".join(_text(element, top=True))
        if text.strip():
            yield text, boxed
        instruction = "".join(_instructions(element))
        if instruction:
            yield instruction, "field"
    for child in element:
        yield from _walk(child, boxed)


def _text(element: Element, *, top: bool = False) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs inside it, which come by themselves."""
    tag = local(element.tag)
    if tag in BLOCKS and not top:
        return
    if tag in BREAKS:
        yield BREAKS[tag]
    elif tag == "r" and _in_capitals(element):
        yield "".join(part for child in element for part in _text(child)).upper()
    elif tag in TEXTS or (top and tag in SHEET_HEADERS | SHEET_FOOTERS):
        yield element.text or ""
    else:
        for child in element:
            yield from _text(child)


def _in_capitals(run: Element) -> bool:
    for properties in run:
        if local(properties.tag) != "rPr":
            continue
        if properties.get("cap") in ("all", "small"):
            return True
        return any(local(one.tag) in CAPITALS and _is_on(one) for one in properties)
    return False


def _is_on(switch: Element) -> bool:
    values = [value for key, value in switch.attrib.items() if local(key) == "val"]
    return not values or values[0] not in ("0", "false", "off")


def _instructions(block: Element) -> Iterator[str]:
    for element in block.iter():
        if local(element.tag) == "instrText":
            yield element.text or ""
        elif local(element.tag) == "fldSimple":
            yield from (value for key, value in element.attrib.items() if local(key) == "instr")


def _shown(element: Element) -> Iterator[tuple[str, str]]:
    tag = local(element.tag)
    for key, value in element.attrib.items():
        if (tag, local(key)) in SHOWN and value.strip():
            yield value, "box"
