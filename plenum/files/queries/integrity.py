"""Whether the store still holds what was accepted."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from plenum.files.models import Blob
from plenum.files.store import current_store
from plenum.files.store.hashing import sha256_of
from plenum.files.store.interface import Damaged


@dataclass(slots=True)
class Report:
    """What a check of the store found."""

    blobs: int = 0
    checked: int = 0
    #: SHA-256 of blobs whose bytes are gone, or are not what was accepted.
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.missing and not self.damaged


def verify_blobs(sample: float | None = None) -> Report:
    """Compare stored bytes with their hashes: all of them, or a random share (``sample`` from 0 to 1).

    That bytes are there at all is checked for every blob, whatever the share.
    """
    report = Report()
    store = current_store()
    for sha256, size in _recorded():
        report.blobs += 1
        if not store.has(sha256):
            report.missing.append(sha256)
        elif sample is None or random.random() < sample:  # noqa: S311 # a sample, not a secret
            report.checked += 1
            if not _is_whole(sha256, size):
                report.damaged.append(sha256)
    return report


def _recorded() -> Iterator[tuple[str, int]]:
    # What a confirmed incident destroyed is not expected to be there.
    yield from (
        Blob.objects.filter(destroyed_at=None).order_by("pk").values_list("sha256", "size").iterator(chunk_size=2_000)
    )


def _is_whole(sha256: str, size: int) -> bool:
    try:
        with current_store().open(sha256) as content:
            return sha256_of(content) == sha256 and content.tell() == size
    except Damaged:
        return False
