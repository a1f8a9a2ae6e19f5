"""Pages as images."""

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from plenum.files.gate.bounds import FORMATS
from plenum.files.gate.image import on_white
from plenum.files.gate.types import IMAGES, PDF

#: Small enough for a phone, sharp enough for small print; see `docs/files.md` for the measurement.
QUALITY = 82
#: A page may be a drawing of three metres: its image is still bounded.
MAX_SIDE = 8_000


def render_pages(data: bytes, media_type: str, pages: list[int], widths: list[int]) -> Iterator[bytes]:
    """WebP images of the pages (numbered from 1), each in all widths (pixels)."""
    if media_type == PDF:
        yield from _of_pdf(data, pages, widths)
    elif media_type in IMAGES:
        yield from _of_image(data, pages, widths)
    else:
        raise ValueError("This kind has no pages.")


def _of_pdf(data: bytes, pages: list[int], widths: list[int]) -> Iterator[bytes]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in pages:
        page = document[number - 1]
        for width in widths:
            # A hair less than the width, since the renderer rounds up.
            scale = min((width - 0.01) / page.get_width(), MAX_SIDE / page.get_height())
            yield _webp(page.render(scale=scale, may_draw_forms=True).to_pil())
        page.close()


def _of_image(data: bytes, pages: list[int], widths: list[int]) -> Iterator[bytes]:
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        for number in pages:
            image.seek(number - 1)
            for width in widths:
                shown = on_white(image)
                shown.thumbnail((width, MAX_SIDE), Image.Resampling.LANCZOS)
                yield _webp(shown)


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()
