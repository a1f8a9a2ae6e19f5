"""Paragraphs of an XML part, as a reader sees them: capitals applied, tabs and line ends kept, boxes apart."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plenum.files.gate.archive import local

#: Elements that end a paragraph: of a text, a drawing, a cell, a shared string, a header of a sheet.
BLOCKS = {"p", "si", "is", "h", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
SHEET_HEADERS = {"oddHeader": "header", "evenHeader": "header", "firstHeader": "header"}
SHEET_FOOTERS = {"oddFooter": "footer", "evenFooter": "footer", "firstFooter": "footer"}
#: Elements with nothing but words: the result of a formula, a label of a chart, a comment, a text in a drawing.
WHOLE = {"v", "text"}
#: A cell with a number, or with the place of its words among the shared ones.
NUMBER = re.compile(r"\s*[-+]?[\d.]+(?:E[-+]?\d+)?\s*", re.IGNORECASE)
#: In the header of a sheet ``&C`` begins the middle section, ``&"Tinos,Bold"`` and ``&14`` set the type.
SECTION = re.compile(r"&[LCR]")
STYLING = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-Fa-f]{6}|&[BIUSXYEOHPNDTZFAG]')
TEXTS = {"t", "delText"}
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "line-break": "\n", "s": " "}
#: Where a paragraph stands that is drawn over the page.
BOXES = {"txbxContent", "textbox", "txBody", "text-box"}
CAPITALS = {"caps", "smallCaps"}
#: Attributes that are shown: words drawn as a watermark, the description of a picture, the name of a sheet,
#: the label of a list, the form of a number.
SHOWN = {
    ("textpath", "string"),
    ("docPr", "descr"),
    ("docPr", "title"),
    ("cNvPr", "descr"),
    ("sheet", "name"),
    ("lvlText", "val"),
    ("numFmt", "formatCode"),
    ("dataValidation", "prompt"),
    ("dataValidation", "promptTitle"),
}

#: What a form of numbers shows as it is: quoted, as a currency, or letter by letter.
LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)|((?:\\.)+)')
#: In the label of a list ``%1`` is its number.
COUNTER = re.compile(r"%\d")
SHOWING = {tag for tag, _attribute in SHOWN}


def capital_styles(root: Element) -> frozenset[str]:
    """The ids of the styles that set words in capitals, by themselves or by the style they are based on."""
    based: dict[str, str] = {}
    found: set[str] = set()
    for style in root:
        name = _value(style, "styleId")
        for child in style:
            if local(child.tag) == "basedOn":
                based[name] = _value(child, "val")
            if local(child.tag) == "rPr" and any(local(one.tag) in CAPITALS and _is_on(one) for one in child):
                found.add(name)
    while fresh := {name for name, base in based.items() if base in found and name not in found}:
        found |= fresh
    return frozenset(found)


def paragraphs(root: Element, capitals: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Each paragraph's text with the place it was drawn in: ``box``, ``header``, ``footer`` or nothing.

    ``capitals`` are the styles of `capital_styles`: a word is read as it is shown.
    """
    yield from _walk(root, "", capitals)
    for element in root.iter():
        yield from _shown(element)


def _walk(element: Element, boxed: str, capitals: frozenset[str]) -> Iterator[tuple[str, str]]:
    tag = local(element.tag)
    if tag in WHOLE:
        text = "".join(element.itertext())
        if text.strip() and not NUMBER.fullmatch(text):
            yield text, boxed
    boxed = "box" if tag in BOXES else SHEET_HEADERS.get(tag) or SHEET_FOOTERS.get(tag) or boxed
    if tag in BLOCKS:
        text = "".join(_text(element, capitals, top=True))
        if text.strip():
            yield text.upper() if _styled(element, "pPr", capitals) else text, boxed
    for child in element:
        yield from _walk(child, boxed, capitals)


def _text(element: Element, capitals: frozenset[str], *, top: bool = False) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs inside it, which come by themselves."""
    tag = local(element.tag)
    if tag in BLOCKS and not top:
        return
    if tag in BREAKS:
        yield BREAKS[tag]
    elif tag == "r" and (_in_capitals(element) or _styled(element, "rPr", capitals)):
        yield "".join(part for child in element for part in _text(child, frozenset())).upper()
    elif tag in TEXTS:
        yield element.text or ""
    elif tag in SHEET_HEADERS | SHEET_FOOTERS:
        yield SECTION.sub("\n", STYLING.sub("", element.text or ""))
    else:
        for child in element:
            yield from _text(child, capitals)


def _in_capitals(run: Element) -> bool:
    for properties in run:
        if local(properties.tag) != "rPr":
            continue
        if properties.get("cap") in ("all", "small"):
            return True
        return any(local(one.tag) in CAPITALS and _is_on(one) for one in properties)
    return False


def _styled(element: Element, properties: str, capitals: frozenset[str]) -> bool:
    """True when the style of a paragraph or run is one of capitals."""
    if not capitals:
        return False
    named = (one for child in element if local(child.tag) == properties for one in child)
    return any(local(one.tag) in ("pStyle", "rStyle") and _value(one, "val") in capitals for one in named)


def _value(element: Element, attribute: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == attribute), "")


def _is_on(switch: Element) -> bool:
    return _value(switch, "val") not in ("0", "false", "off")


def _shown(element: Element) -> Iterator[tuple[str, str]]:
    tag = local(element.tag)
    if tag not in SHOWING:
        return
    for key, value in element.attrib.items():
        if (tag, local(key)) in SHOWN:
            text = _words_of(tag, value)
            if text.strip():
                yield text, "box"


def _words_of(tag: str, value: str) -> str:
    """An attribute's value without what stands for numbers."""
    if tag == "numFmt":
        return "\n".join("".join(found).replace("\\", "") for found in LITERAL.findall(value))
    if tag == "lvlText":
        text = COUNTER.sub("", value)
        return text if any(char.isalpha() for char in text) else ""
    return value
