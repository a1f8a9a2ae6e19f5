"""Extension, first bytes and structure must say the same."""

import io
import re
import zipfile

from plenum.files.gate.types import (
    BY_EXTENSION,
    IMAGES,
    MAGIC,
    OLE_MAGIC,
    PDF,
    PNG,
    WITH_MACROS,
    Candidate,
    extension_of,
)
from plenum.files.gate.verdict import Refused

#: Further than any browser looks (1,445 bytes) for what makes a page of bytes whose type it doubts.
HEAD = 4096
#: A PDF may end with a few line ends after its last mark, and with nothing else.
TAIL = 1024
#: The last chunk of every PNG, with its checksum.
PNG_END = b"IEND\xaeB`\x82"
#: A tag ends where its name does: three letters after a bracket also come about by chance in packed bytes.
WEB_PAGE = re.compile(rb"<(?:html|script|!doctype\s+html|svg|body)[\s>/]", re.IGNORECASE)


def identify(name: str, data: bytes, *, depth: int = 0) -> Candidate:
    """Say what the file is.

    Raises `Refused` with ``empty``, ``macro``, ``type_not_allowed``, ``encrypted``, ``not_what_it_says``, ``truncated``
    or ``two_files_in_one``. The structure itself is read by the later checks; here only what names the type.
    """
    if not data:
        raise Refused("empty")
    if extension_of(name) in WITH_MACROS:
        raise Refused("macro")
    media_type = BY_EXTENSION.get(extension_of(name))
    if media_type is None:
        raise Refused("type_not_allowed", extension=_shown_extension(name))
    if data.startswith(OLE_MAGIC) and _is_encrypted_package(data):
        raise Refused("encrypted")
    if not data.startswith(MAGIC[media_type]):
        raise Refused("not_what_it_says", extension=extension_of(name))
    if media_type == PDF:
        _check_pdf_frame(data)
    if media_type == PNG:
        _check_png_frame(data)
    if media_type == PDF or media_type in IMAGES:
        _check_nothing_else_inside(data)
    return Candidate(name, data, media_type, depth)


def _shown_extension(name: str) -> str:
    """At most a dozen plain characters of the extension: what is shown comes from a stranger."""
    return "".join(char for char in extension_of(name) if char.isascii() and char.isalnum())[:12]


def _is_encrypted_package(data: bytes) -> bool:
    """A password-protected Office file is an OLE container with one encrypted stream."""
    return "EncryptedPackage".encode("utf-16-le") in data


def _check_pdf_frame(data: bytes) -> None:
    end = data.rfind(b"%%EOF")
    if end < 0 or end < len(data) - TAIL:
        raise Refused("truncated" if end < 0 else "two_files_in_one")
    if data[end + 5 :].strip(b"\r\n\t \0"):
        raise Refused("two_files_in_one")


def _check_png_frame(data: bytes) -> None:
    end = data.rfind(PNG_END)
    if end < 0:
        raise Refused("truncated")
    if end + len(PNG_END) != len(data):
        raise Refused("two_files_in_one")


def _check_nothing_else_inside(data: bytes) -> None:
    """Refuse a file that is an archive or a web page as well: other programs would read the other half."""
    if WEB_PAGE.search(data[:HEAD]) or _is_archive(data):
        raise Refused("two_files_in_one")


def _is_archive(data: bytes) -> bool:
    """True when a directory of members can be read: the four bytes that announce one also come about by chance."""
    content = io.BytesIO(data)
    if not zipfile.is_zipfile(content):
        return False
    try:
        with zipfile.ZipFile(content):
            return True
    except zipfile.BadZipFile:
        return False
