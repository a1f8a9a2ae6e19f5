"""What was made from a blob: page images, and the PDF view of an office file. A folder that may be emptied any time."""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

VIEW = "view.pdf"


def folder_of(sha256: str) -> Path:
    """Where everything made from these bytes lies."""
    return Path(settings.DATA) / "derived" / sha256[:2] / sha256[2:4] / sha256


def image_name(page: int, width: int) -> str:
    """The file of one page image."""
    return f"{page}-{width}.webp"


def read_derived(sha256: str, name: str) -> bytes | None:
    """The bytes, or None when they have to be made again."""
    try:
        return (folder_of(sha256) / name).read_bytes()
    except FileNotFoundError:
        return None


def write_derived(sha256: str, name: str, data: bytes) -> None:
    """Put a derived file in place in one step; a reader sees all of it or none."""
    folder = folder_of(sha256)
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    descriptor, path = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(path).replace(folder / name)
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise


def forget_derived(sha256: str) -> None:
    """Remove everything that was made from these bytes."""
    shutil.rmtree(folder_of(sha256), ignore_errors=True)
