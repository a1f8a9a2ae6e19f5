"""One program a data folder: a lock that the system itself takes back when its holder dies."""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType

from plenum.core.trouble import Trouble


class FolderLock:
    """Held from `take` to `release` or to the end of the process, however it ends; never left behind stale."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._file: int | None = None

    def take(self) -> None:
        """Raise `Trouble` when another Plenum holds the folder, or when the folder cannot be written."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            file = os.open(self.data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Trouble(f"The data folder {self.data} cannot be written: {error.strerror}.") from None
        if not _locked(file):
            holder = os.read(file, 20).decode(errors="replace").strip() or "?"
            os.close(file)
            raise Trouble(
                f"Plenum already runs on the data folder {self.data} (process {holder}): "
                "stop it first, or choose another folder with --data."
            )
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        self._file = file

    def release(self) -> None:
        """Let the next one in; the file stays, because removing it would let two in."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> "FolderLock":
        self.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


def _locked(file: int) -> bool:
    """Tried for a moment, because `is_held` of another process holds the lock while it looks."""
    for _attempt in range(10):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.02)
        else:
            return True
    return False


def is_held(data: Path) -> bool:
    """True when a running Plenum holds the folder; False also when there is no folder yet."""
    try:
        file = os.open(data / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False
