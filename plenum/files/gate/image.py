"""A picture: decoded whole, and its inscriptions read."""

import io
import warnings
from collections.abc import Iterator

from PIL import ExifTags, Image

from plenum.files.gate.bounds import FORMATS, check_image
from plenum.files.gate.content import Content, Line
from plenum.files.gate.types import Candidate

#: Tags whose bytes are UTF-16 by Windows' habit.
WIDE = {"XPTitle", "XPComment", "XPAuthor", "XPKeywords", "XPSubject"}


def read_image(candidate: Candidate) -> Content:
    """Check a picture; each frame is a page without text. Raises the codes of `bounds.check_image`."""
    sizes = check_image(candidate)
    return Content(
        lines=list(_inscriptions(candidate.data)), texts=("",) * len(sizes), pages=len(sizes), page_sizes=sizes
    )


def on_white(image: Image.Image) -> Image.Image:
    """The image in colours; what is transparent lies on paper."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _inscriptions(data: bytes) -> Iterator[Line]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            for key, value in image.info.items():
                if isinstance(value, str | bytes):
                    yield Line(_as_text(value), "property", label=str(key))
            for tag, value in image.getexif().items():
                name = ExifTags.TAGS.get(tag, "")
                if isinstance(value, str | bytes):
                    yield Line(_as_text(value, wide=name in WIDE), "property", label=name)


def _as_text(value: str | bytes, *, wide: bool = False) -> str:
    if isinstance(value, str):
        return value[:10_000]
    return value[:10_000].decode("utf-16-le" if wide else "utf-8", "ignore").replace("\0", "")
