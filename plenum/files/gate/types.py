"""What may enter, and how each kind is recognised. A name promises a type; the bytes must keep the promise."""

from dataclasses import dataclass

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"

OOXML = frozenset({DOCX, XLSX, PPTX})
IMAGES = frozenset({PNG, JPEG, TIFF})

BY_EXTENSION = {
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
    "pptx": PPTX,
    "odt": ODT,
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
    "tif": TIFF,
    "tiff": TIFF,
}
#: What office programs call a file that may hold macros.
WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam"})
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGIC: dict[str, tuple[bytes, ...]] = {
    PDF: (b"%PDF-1.", b"%PDF-2."),
    DOCX: (ZIP_MAGIC,),
    XLSX: (ZIP_MAGIC,),
    PPTX: (ZIP_MAGIC,),
    ODT: (ZIP_MAGIC,),
    PNG: (b"\x89PNG\r\n\x1a\n",),
    JPEG: (b"\xff\xd8\xff",),
    TIFF: (b"II*\x00", b"MM\x00*"),
}
#: The content type of the main part, which tells the members of the OOXML family apart.
MAIN_PART = {
    DOCX: f"{DOCX}.main+xml",
    XLSX: f"{XLSX}.main+xml",
    PPTX: f"{PPTX}.main+xml",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file on its way through the gate."""

    name: str
    data: bytes
    media_type: str
    #: How deep it lies in other files.
    depth: int = 0


def extension_of(name: str) -> str:
    """What follows the last dot, in lower case; empty without a dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
