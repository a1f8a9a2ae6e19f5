"""Fields of a word processor's file: what each of them is told to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from plenum.files.gate.archive import local
from plenum.files.gate.verdict import Refused

#: Fields that fetch or start something when they are brought up to date.
FETCHING = {"DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "MACROBUTTON"}
INSTRUCTIONS = {"instrText", "delInstrText"}


@dataclass(slots=True)
class Field:
    """A field that is being read."""

    instruction: str = ""
    #: True when another field stands where the name of this one is expected: it would only be known when it runs.
    computed: bool = False
    #: True after its separator: what follows is its result, no instruction.
    told: bool = False


def check_fields(root: Element) -> None:
    """Test every field of a part by itself, however they stand in each other or beside each other.

    Raises `Refused` with ``external_link`` for a field of `FETCHING`, and for one whose name another field makes up.
    """
    for field in _fields(root):
        words = field.instruction.split()
        if field.computed or (words and words[0].upper().strip("\"'“”") in FETCHING):
            raise Refused("external_link")


def _fields(root: Element) -> Iterator[Field]:
    """The fields in the order of their ends; what never ends, or never began, counts as well."""
    open_fields = [Field()]
    for element in root.iter():
        tag = local(element.tag)
        if tag == "fldSimple":
            yield Field(_value(element, "instr"))
        elif tag in INSTRUCTIONS:
            open_fields[-1].instruction += element.text or ""
        elif tag == "p":
            open_fields[-1].instruction += " "
        elif tag == "fldChar":
            yield from _turn(open_fields, _value(element, "fldCharType"))
    yield from open_fields


def _turn(open_fields: list[Field], kind: str) -> Iterator[Field]:
    """Go into a field, to its result, or out of it."""
    current = open_fields[-1]
    if kind == "begin":
        inside = len(open_fields) > 1 and not current.told
        current.computed = current.computed or (inside and not current.instruction.strip())
        open_fields.append(Field())
    elif kind == "separate":
        current.told = True
    elif kind == "end" and len(open_fields) > 1:
        yield open_fields.pop()


def _value(element: Element, attribute: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == attribute), "")
