"""The keeper of the index on one machine: follows the outbox, makes the index anew when it must."""

import fcntl
import logging
import os
import threading
import time
from types import TracebackType

from django.db import Error as DatabaseError
from django.db import connection

from plenum.search import folder, outbox
from plenum.search.errors import AlreadyRunning
from plenum.search.registry import kinds
from plenum.search.writing import BATCH, Generation, batches

log = logging.getLogger(__name__)

#: Seconds between two looks at the outbox. A look costs one short statement; waking by NOTIFY instead would make all
#: transactions that announce something commit one after the other (docs/decisions/0002).
PAUSE = 0.25


class Indexer:
    """Holds the lock of this machine's index; use as a context. Raises `AlreadyRunning` when another process has it."""

    def __init__(self) -> None:
        folder.root().mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = os.open(folder.root() / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise AlreadyRunning from error
        self._generation: Generation | None = None

    def __enter__(self) -> "Indexer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._generation is not None:
            self._generation.close()
        os.close(self._lock)

    def run(self, stop: threading.Event) -> None:
        """Keep the index up to date until ``stop`` is set; a lost database is waited for."""
        while not stop.is_set():
            try:
                self.catch_up()
                pause = PAUSE
            except DatabaseError:
                log.warning("The database does not answer; the index waits.", exc_info=True)
                connection.close()
                pause = 5.0
            stop.wait(pause)

    def catch_up(self) -> int:
        """Bring the index to the present; returns how many things were written. Makes it anew when it can't be used
        or somebody asked for that."""
        if self._generation is None:
            self._generation = self._open()
        if self._generation is None or folder.renewal_is_asked():
            return self.rebuild()
        return self._generation.follow()

    def rebuild(self) -> int:
        """Make the index anew from all registered kinds, beside the one in use, which is kept up to date meanwhile.

        Returns how many things were read.
        """
        new, count, looked = Generation.begin(), 0, time.monotonic()
        for kind in kinds():
            for ids in batches(kind.ids() if kind.ids else (), BATCH):
                new.write(kind.name, ids)
                count += len(ids)
                if self._generation is not None and time.monotonic() - looked > PAUSE:
                    self._generation.follow()
                    looked = time.monotonic()
        new.commit()
        new.follow()
        self._swap(new)
        log.info("The index was made anew: %s things.", count)
        return count

    def _swap(self, new: Generation) -> None:
        folder.publish(new.path)
        if self._generation is not None:
            self._generation.close()
        self._generation = new
        folder.renewal_is_done()
        folder.sweep()

    def _open(self) -> Generation | None:
        """The generation in use, or None when it is missing, damaged, of another version or another database's."""
        path = folder.current()
        place = folder.read_place(path) if path else None
        if path is None or place is None or place.life != outbox.life():
            return None
        _snapshot, at = outbox.present()
        if at - place.read_at > outbox.KEPT / 2:
            return None
        try:
            return Generation(path, place)
        except ValueError:
            log.warning("The index is damaged and will be made anew.", exc_info=True)
            return None
