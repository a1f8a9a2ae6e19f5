"""Where accepted bytes live: written once, named by their SHA-256, durable before the row that names them commits."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from plenum.files.enums import StorePlace
from plenum.files.store.interface import Store
from plenum.files.store.local import LocalFolder
from plenum.files.store.s3 import S3, place_of

__all__ = ["Store", "copy_store", "current_store", "in_every_store", "store_at", "stores"]


def current_store() -> Store:
    """The store that the settings name: ``PLENUM_BLOBS=s3://bucket?endpoint=…``, a folder, or ``DATA/blobs``."""
    return store_at(settings.BLOBS, Path(settings.DATA))


def copy_store() -> Store | None:
    """The second copy that ``PLENUM_BLOBS_COPY`` names, in the same words; None without it."""
    if not settings.BLOBS_COPY:
        return None
    copy = store_at(settings.BLOBS_COPY, Path(settings.DATA))
    if str(copy) == str(current_store()):
        raise ImproperlyConfigured("PLENUM_BLOBS_COPY names the store itself: a second copy lies elsewhere.")
    return copy


def stores() -> dict[StorePlace, Store]:
    """Every store that is configured, the one that is read first."""
    copy = copy_store()
    return {StorePlace.FIRST: current_store(), **({} if copy is None else {StorePlace.COPY: copy})}


def in_every_store(act: Callable[[Store], Iterable[str]]) -> list[str]:
    """What ``act`` gives for each store, put together; one that is away does not keep it from the others.

    Raises an `ExceptionGroup` of what went wrong, once every store was tried.
    """
    given: list[str] = []
    errors: list[Exception] = []
    for store in stores().values():
        try:
            given.extend(act(store))
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("Not every store could be worked on.", errors)
    return given


@lru_cache(maxsize=8)
def store_at(address: str, data: Path) -> Store:
    """The store at ``address``; ``data`` is where local things lie."""
    if address.startswith("s3://"):
        return S3(place_of(address), incoming=data / "incoming")
    return LocalFolder(Path(address) if address else data / "blobs")
