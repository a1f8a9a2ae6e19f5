"""Members of a ZIP-based file, bounded before they are unpacked."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers.expat import ExpatError, ParserCreate

from plenum.files.gate.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, MAX_XML, MAX_XML_DEPTH
from plenum.files.gate.verdict import Refused

MEBIBYTE = 1024 * 1024
END_OF_DIRECTORY = b"PK\x05\x06"
END_LENGTH = 22
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, IndexError, RuntimeError)


class Archive:
    """A ZIP file whose list of members was found sound; members are read on demand and never written anywhere."""

    def __init__(self, data: bytes) -> None:
        """Raises `Refused` with ``damaged``, ``encrypted``, ``too_many_entries``, ``bomb``, ``unsafe_archive``."""
        _check_frame(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE as error:
            raise Refused("damaged") from error
        _check_members(self._zip.infolist())
        self.members = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def names(self) -> Iterator[str]:
        """The names of all members."""
        yield from self.members

    def read(self, name: str) -> bytes:
        """A member unpacked; raises `Refused` with ``damaged`` when its bytes do not fit its record.

        With ``bomb`` when it holds more than its record says: it is not unpacked any further than that.
        """
        told = self.members[name]
        asked = copy(told)
        asked.file_size += 2  # so that one byte too many is not yet the end, where the checksum is compared
        try:
            with self._zip.open(asked) as member:
                data = member.read(told.file_size + 1)
        except UNREADABLE as error:
            raise Refused("damaged") from error
        if len(data) != told.file_size:
            raise Refused("bomb" if len(data) > told.file_size else "damaged")
        return data

    def xml(self, name: str) -> Element:
        """A member as XML; raises `Refused` with ``unsafe_xml`` for any document type, ``damaged`` for bad XML."""
        return parse_xml(self._bounded(name))

    def check_xml(self, name: str) -> None:
        """Check a member like `xml` does, without building it: for the large parts that hold no words."""
        refuse_document_type(self._bounded(name))

    def _bounded(self, name: str) -> bytes:
        data = self.read(name)
        if len(data) > MAX_XML:
            raise Refused("bomb")
        return data


def parse_xml(data: bytes) -> Element:
    """Parse XML that may declare no types and no entities, and is not deeper than a document ever is."""
    refuse_document_type(data)
    try:
        root = fromstring(data)  # noqa: S314 # without a document type there is nothing to expand or to fetch
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("damaged") from error
    _check_depth(root)
    return root


def refuse_document_type(data: bytes) -> None:
    """Read once for declarations alone: all attacks by entities begin with one, and no office file has any.

    Raises `Refused` with ``unsafe_xml``, or ``damaged`` when the XML is not well-formed.
    """

    def refuse(*_declared: object) -> None:
        raise Refused("unsafe_xml")

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise Refused("damaged") from error


def resolve(base: str, target: str) -> str:
    """The member that a relationship in ``base`` points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


@lru_cache(maxsize=4_096)
def local(tag: str) -> str:
    """A tag or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _check_frame(data: bytes) -> None:
    """The directory ends the file, without a comment: nothing can hide behind it."""
    end = data.rfind(END_OF_DIRECTORY)
    if end < 0:
        raise Refused("truncated")
    if end + END_LENGTH != len(data):
        raise Refused("two_files_in_one")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_ENTRIES:
        raise Refused("too_many_entries", limit=MAX_ENTRIES)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Refused("bomb")
    if len({member.filename.lower() for member in members}) != len(members):
        raise Refused("unsafe_archive")
    for member in members:
        _check_member(member)
    first = min((member.header_offset for member in members), default=-1)
    if first:  # before the first member stands something else, or a part of the archive is gone
        raise Refused("two_files_in_one" if first > 0 else "damaged")


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    if (
        not name
        or name.startswith(("/", "\\"))
        or "\\" in name
        or ":" in name
        or "\0" in name
        or ".." in name.split("/")
    ):
        raise Refused("unsafe_archive")
    if member.flag_bits & 0x1:
        raise Refused("encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("unsafe_archive")
    if member.file_size > MEBIBYTE and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise Refused("bomb")


def _check_depth(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_XML_DEPTH:
            raise Refused("unsafe_xml")
        level = [child for element in level for child in element]
