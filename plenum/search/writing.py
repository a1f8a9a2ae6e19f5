"""Writing one generation of the index."""

import logging
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

import tantivy
from django.db import Error as DatabaseError

from plenum.search import folder, outbox
from plenum.search.registry import Entry, kind_of
from plenum.search.schema import document_of, key_of, make_schema

log = logging.getLogger(__name__)

T = TypeVar("T")
#: Things loaded at once, and things written before they are made visible although more are waiting.
BATCH, COMMIT_EVERY = 200, 5000
#: Bytes of memory for what is not yet committed.
MEMORY = 64_000_000


class Generation:
    """An index folder open for writing. Only the holder of the lock of `plenum.search.indexer` may open one."""

    def __init__(self, path: Path, place: folder.Place) -> None:
        self.path = path
        self.place = place
        self._writer = tantivy.Index(make_schema(), str(path), reuse=True).writer(MEMORY, 1)

    @classmethod
    def begin(cls) -> "Generation":
        """A new, empty generation that starts from the present."""
        snapshot, at = outbox.present()
        return cls(folder.new_generation(), folder.Place(outbox.life(), snapshot, at))

    def follow(self) -> int:
        """Apply what was put into the outbox since the last time; returns how many things changed.

        A death in between leaves the old place, from which the same rows are applied again: each thing is deleted
        and added by its key, so twice is the same as once.
        """
        snapshot, at = outbox.present()
        count = 0
        for batch in batches(outbox.changed_since(self.place.snapshot), BATCH):
            for kind, pairs in groupby(sorted(batch), key=lambda pair: pair[0]):
                self.write(kind, [number for _kind, number in pairs])
            count += len(batch)
            if count % COMMIT_EVERY == 0:
                self._writer.commit()
        if count:
            self._writer.commit()
        if count or (at - self.place.read_at).total_seconds() > 60:
            place = folder.Place(self.place.life, snapshot, at)
            folder.write_place(self.path, place)
            self.place = place
        return count

    def write(self, kind: str, ids: list[int]) -> None:
        """Index the things of a kind as they are now; those that are gone, or seen by nobody, are taken out."""
        entries = _load(kind, ids)
        for number in ids:
            self._writer.delete_documents_by_term("key", key_of(kind, number))
        for entry in entries:
            if entry.principals:
                self._writer.add_document(document_of(entry))

    def commit(self) -> None:
        """Make what was written visible and lasting."""
        self._writer.commit()
        folder.write_place(self.path, self.place)

    def close(self) -> None:
        """Let the folder go; what was not committed is forgotten."""
        self._writer.wait_merging_threads()


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """``items`` in lists of at most ``size``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _load(kind: str, ids: list[int]) -> list[Entry]:
    """The entries of the things that exist; one that can't be loaded goes to the log and does not stop the others."""
    registered = kind_of(kind)
    if registered is None:
        return []
    try:
        return list(registered.load(ids))
    except DatabaseError:
        raise
    except Exception:
        if len(ids) == 1:
            log.exception("The %s with id %s can't be indexed.", kind, ids[0])
            return []
        return [entry for number in ids for entry in _load(kind, [number])]
