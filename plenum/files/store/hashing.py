"""SHA-256 of a stream."""

import hashlib
from typing import BinaryIO

CHUNK = 1024 * 1024


def sha256_of(content: BinaryIO) -> str:
    """The SHA-256 of everything from the present position to the end, in lower-case hexadecimal."""
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
