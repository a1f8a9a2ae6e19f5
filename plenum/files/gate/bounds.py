"""Sizes that no ordinary file has."""

import io
import warnings

from PIL import Image, ImageFile, UnidentifiedImageError

from plenum.files.gate.limits import MAX_FRAMES, MAX_OBJECTS, MAX_PAGES, MAX_PIXELS
from plenum.files.gate.types import IMAGES, Candidate
from plenum.files.gate.verdict import Refused

FORMATS = ("PNG", "JPEG", "TIFF")
#: What pictures inside documents may be beside these.
PICTURE_FORMATS = (*FORMATS, "GIF", "BMP")
#: Damaged images raise instead of being shown half.
ImageFile.LOAD_TRUNCATED_IMAGES = False
#: The bound is ours, checked on the header before anything is unpacked.
Image.MAX_IMAGE_PIXELS = None


def check_pages(pages: int) -> None:
    """Raise `Refused` with ``no_pages`` or ``too_many_pages``."""
    if pages < 1:
        raise Refused("no_pages")
    if pages > MAX_PAGES:
        raise Refused("too_many_pages", limit=MAX_PAGES)


def check_objects(objects: int) -> None:
    """Raise `Refused` with ``too_many_entries``."""
    if objects > MAX_OBJECTS:
        raise Refused("too_many_entries", limit=MAX_OBJECTS)


def check_image(candidate: Candidate) -> tuple[tuple[float, float], ...]:
    """Decode every frame of an image; the size of each in points.

    Raises `Refused` with ``too_many_pixels``, ``too_many_pages`` or ``damaged``.
    """
    if candidate.media_type not in IMAGES:
        raise ValueError("Not an image.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(candidate.data), formats=FORMATS) as image:
                return tuple(_check_frame(image, number) for number in range(_frames(image)))
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError) as error:
            raise Refused("damaged") from error


def check_picture(data: bytes) -> None:
    """Bound a picture inside a document by its header; kinds that Pillow does not know are left to the converter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as image:
                check_pixels(image.width, image.height)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            return


def _frames(image: Image.Image) -> int:
    frames = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    if frames > MAX_FRAMES:
        raise Refused("too_many_pages", limit=MAX_FRAMES)
    return frames


def _check_frame(image: Image.Image, number: int) -> tuple[float, float]:
    image.seek(number)
    check_pixels(image.width, image.height)
    image.load()
    dots = image.info.get("dpi", (96, 96))
    return tuple(  # type: ignore[return-value] # two sides give two numbers
        round(side * 72 / (float(dot) if 50 <= float(dot) <= 1200 else 96), 1)
        for side, dot in zip(image.size, dots, strict=True)
    )


def check_pixels(width: int, height: int) -> None:
    """Raise `Refused` with ``too_many_pixels``."""
    if width * height > MAX_PIXELS:
        raise Refused("too_many_pixels", limit=MAX_PIXELS // 1_000_000)
