"""Letters of an image, read by the machine's own Tesseract through its C interface.

The models of Vietnamese are loaded once by the waiting process of the sandbox; a child inherits them, so that reading
a page costs no loading. Those of Russian and English come in only where Vietnamese makes little of the page.
"""

import ctypes
from dataclasses import dataclass
from functools import lru_cache

from plenum.files.gate.ink import Mask

LIBRARY = "libtesseract.so.5"
FIRST = "vie"
#: For what the first model is not sure of.
ALL = "vie+rus+eng"
#: How Tesseract divides the page: by itself, as one line, as words wherever they are.
PAGE, LINE, SPARSE = 3, 7, 11
_WORD = "5"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place in dots, how sure it is (0 to 100), and the line that it stands on."""

    text: str
    confidence: float
    x: int
    y: int
    width: int
    height: int
    line: tuple[int, int, int]


class Reader:
    """Tesseract with the models of ``languages``; raises `OSError` when library or models are missing."""

    def __init__(self, languages: str) -> None:
        self._library = _library()
        self._api = self._library.TessBaseAPICreate()
        if self._library.TessBaseAPIInit3(self._api, None, languages.encode()) != 0:
            raise OSError(f"Tesseract has no model for {languages}.")

    def words(self, grey: Mask, *, dpi: int, mode: int = PAGE) -> list[Word]:
        """The words of a grey picture in reading order."""
        height, width = grey.shape
        self._library.TessBaseAPISetPageSegMode(self._api, mode)
        self._library.TessBaseAPISetImage(self._api, grey.ctypes.data, width, height, 1, grey.strides[0])
        self._library.TessBaseAPISetSourceResolution(self._api, dpi)
        text = self._library.TessBaseAPIGetTsvText(self._api, 0)
        if not text:
            return []
        try:
            rows = ctypes.string_at(text).decode("utf-8", "replace").splitlines()
        finally:
            self._library.TessDeleteText(text)
        return [word for row in rows if (word := _word(row.split("\t"))) is not None]


@lru_cache(maxsize=2)
def reader(languages: str = FIRST) -> Reader:
    """The reader of this process; loads its models with the first call."""
    return Reader(languages)


def why_nothing_is_read() -> str:
    """Empty when letters of images can be read here, else what is missing."""
    try:
        reader()
    except OSError as error:
        return str(error)
    return ""


def _word(fields: list[str]) -> Word | None:
    if len(fields) < 12 or fields[0] != _WORD or not fields[11].strip():
        return None
    _level, _page, block, paragraph, line, _number, x, y, width, height = map(int, fields[:10])
    return Word(fields[11].strip(), float(fields[10]), x, y, width, height, (block, paragraph, line))


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(LIBRARY)
    pointer, number = ctypes.c_void_p, ctypes.c_int
    library.TessBaseAPICreate.restype = pointer
    library.TessBaseAPIInit3.argtypes = [pointer, ctypes.c_char_p, ctypes.c_char_p]
    library.TessBaseAPISetPageSegMode.argtypes = [pointer, number]
    library.TessBaseAPISetImage.argtypes = [pointer, pointer, number, number, number, number]
    library.TessBaseAPISetSourceResolution.argtypes = [pointer, number]
    library.TessBaseAPIGetTsvText.argtypes = [pointer, number]
    library.TessBaseAPIGetTsvText.restype = pointer
    library.TessDeleteText.argtypes = [pointer]
    return library
