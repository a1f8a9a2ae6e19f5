"""The parts of an OOXML package by what they are declared to be and what points to them, never by their names."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from plenum.files.gate.archive import Archive, local, resolve
from plenum.files.gate.verdict import Refused

CONTENT_TYPES = "[Content_Types].xml"
#: Types that are XML and do not end like it.
XML_TYPES = {"application/xml", "text/xml", "application/vnd.openxmlformats-officedocument.vmldrawing"}
XML_NAMES = (".xml", ".rels", ".vml")
ENCODING_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
#: Zeros too: XML may be written with two bytes a letter.
BLANK = b" \t\r\n\0"
#: The only arrows that may point to something else than XML: all others lead to words.
TO_BYTES = {"image", "font", "package", "printerSettings", "thumbnail", "customProperty", "hdphoto"}


class Relationship(NamedTuple):
    """One arrow between parts of a package."""

    base: str
    kind: str
    target: str
    external: bool


class Parts:
    """The declared types and the arrows of a package. Names of parts are compared without case, as readers do."""

    def __init__(self, archive: Archive) -> None:
        """Raises `Refused` with ``unsafe_archive`` when two members are one part to a reader."""
        self.archive = archive
        self.names = {_canonical(name): name for name in archive.names()}
        if len(self.names) != len(archive.members):
            raise Refused("unsafe_archive")
        self.defaults: dict[str, str] = {}
        self.overrides: dict[str, str] = {}
        for element in archive.xml(CONTENT_TYPES).iter():
            declared = element.get("ContentType", "").strip().lower()
            if local(element.tag) == "Default":
                self.defaults[element.get("Extension", "").lower()] = declared
            elif local(element.tag) == "Override":
                self.overrides[_canonical(element.get("PartName", "").lstrip("/"))] = declared
        self.relationships = list(self._relationships())
        self.kinds: dict[str, set[str]] = {}
        for arrow in self.relationships:
            if not arrow.external:
                self.kinds.setdefault(_canonical(resolve(arrow.base, arrow.target)), set()).add(arrow.kind)

    def declared(self) -> list[str]:
        """Every type that is declared, in lower case."""
        return [*self.defaults.values(), *self.overrides.values()]

    def type_of(self, name: str) -> str:
        """The declared type of a part in lower case; empty when nothing is declared."""
        part = _canonical(name)
        return self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2], "")

    def kinds_to(self, name: str) -> set[str]:
        """The kinds of the arrows that point to a part."""
        return self.kinds.get(_canonical(name), set())

    def targets_of(self, kind: str) -> list[str]:
        """The parts that arrows of a kind point to; an arrow into nothing gives its own target."""
        return [self.names.get(part, part) for part, kinds in self.kinds.items() if kind in kinds]

    def is_xml(self, name: str) -> bool:
        """True when a reader may take the part for XML: by its declaration, its name or its first byte.

        Raises `Refused` with ``unsafe_archive`` for other bytes where an arrow promises words.
        """
        kind = self.type_of(name)
        if kind.endswith("+xml") or kind in XML_TYPES or name.lower().endswith(XML_NAMES):
            return True
        if _begins_as_xml(self.archive.read(name)):
            return True
        if not self.kinds_to(name) <= TO_BYTES:
            raise Refused("unsafe_archive")
        return False

    def _relationships(self) -> Iterator[Relationship]:
        for part, name in self.names.items():
            if not part.endswith(".rels"):
                continue
            base = part.replace("_rels/", "").removesuffix(".rels")
            for element in self.archive.xml(name).iter():
                if local(element.tag) == "Relationship":
                    yield Relationship(
                        base,
                        element.get("Type", "").strip().rstrip("/").rpartition("/")[2],
                        element.get("Target", "").strip(),
                        element.get("TargetMode", "").strip().lower() == "external",
                    )


def _canonical(name: str) -> str:
    return unquote(name).lower()


def _begins_as_xml(data: bytes) -> bool:
    head = data[:64]
    for mark in ENCODING_MARKS:
        head = head.removeprefix(mark)
    return head.lstrip(BLANK).startswith(b"<")
