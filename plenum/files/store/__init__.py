"""Where accepted bytes live: written once, named by their SHA-256, durable before the row that names them commits."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from plenum.files.store.interface import Store
from plenum.files.store.local import LocalFolder
from plenum.files.store.s3 import S3, place_of

__all__ = ["Store", "current_store", "store_at"]


def current_store() -> Store:
    """The store that the settings name: ``PLENUM_BLOBS=s3://bucket?endpoint=…``, a folder, or ``DATA/blobs``."""
    return store_at(settings.BLOBS, Path(settings.DATA))


@lru_cache(maxsize=8)
def store_at(address: str, data: Path) -> Store:
    """The store at ``address``; ``data`` is where local things lie."""
    if address.startswith("s3://"):
        return S3(place_of(address), incoming=data / "incoming")
    return LocalFolder(Path(address) if address else data / "blobs")
