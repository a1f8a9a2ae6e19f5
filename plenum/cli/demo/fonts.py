"""Tinos for reportlab: the web font's Latin and Vietnamese parts, joined into one TrueType font in memory."""

import io
from functools import lru_cache
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

from plenum.cli.vendor import copies

REGULAR, BOLD, ITALIC = "Tinos", "Tinos-Bold", "Tinos-Italic"
STYLES = {REGULAR: "400-normal", BOLD: "700-normal", ITALIC: "400-italic"}
PARTS = ("latin", "vietnamese")
#: Hints and layout rules differ between the parts and are of no use in a PDF.
DROPPED = ("fpgm", "prep", "cvt ", "GPOS", "GSUB", "GDEF", "gasp", "hdmx", "VDMX", "LTSH", "kern", "DSIG", "meta")


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the three styles known to reportlab, once a process (about a second)."""
    for name, style in STYLES.items():
        pdfmetrics.registerFont(
            PdfFont(name, joined_font([copies() / f"fonts/tinos-{part}-{style}.woff" for part in PARTS]))
        )
    addMapping(REGULAR, 0, 0, REGULAR)
    addMapping(REGULAR, 1, 0, BOLD)
    addMapping(REGULAR, 0, 1, ITALIC)
    addMapping(REGULAR, 1, 1, BOLD)


def joined_font(paths: list[Path]) -> io.BytesIO:
    """The parts of a web font as one TrueType font."""
    out = io.BytesIO()
    Merger().merge([_plain(path) for path in paths]).save(out)
    out.seek(0)
    return out


def _plain(path: Path) -> io.BytesIO:
    font = TTFont(path)
    font.flavor = None
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    for name in font["glyf"].keys():  # noqa: SIM118 # a table, not a mapping
        font["glyf"][name].removeHinting()
    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    return out
