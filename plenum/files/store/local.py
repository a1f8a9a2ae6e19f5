"""A folder: ``ab/cd/<sha256>``, read-only files, linked into place in one step; ``quarantine/`` beside them."""

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from plenum.files.store.hashing import CHUNK, sha256_of
from plenum.files.store.interface import Damaged, Unreachable, expect_bytes

READ_ONLY = 0o440
#: What waits for its verdict is nobody's but the program's.
PRIVATE = 0o600
FOLDER = 0o750


class LocalFolder:
    """The store of one machine, or of several that share a file system."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __str__(self) -> str:
        return os.path.abspath(self.root)  # asks no disk, which may hang

    def expect_there(self) -> None:
        if not self.root.is_dir():
            raise Unreachable(f"There is no folder {self.root}.")

    def incoming(self) -> BinaryIO:
        folder = self.root / "incoming"
        folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
        try:
            return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b")
        except OSError as error:
            if error.errno not in (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL):
                raise
            return tempfile.TemporaryFile(dir=folder)  # a file system without unnamed files

    def set_apart(self, incoming: BinaryIO, token: str) -> None:
        incoming.flush()
        os.fchmod(incoming.fileno(), PRIVATE)
        os.fsync(incoming.fileno())
        path = self._apart(token)
        self._make_folders(path.parent)
        self._put_in_place(incoming, path)
        _sync(path.parent)

    def apart(self, token: str) -> BinaryIO:
        try:
            return self._apart(token).open("rb")
        except FileNotFoundError as error:
            raise Damaged(token, "the bytes in the quarantine are missing") from error

    def release(self, token: str) -> None:
        self._apart(token).unlink(missing_ok=True)

    def apart_before(self, at: datetime) -> Iterator[str]:
        return _names_before(self.root.glob("quarantine/*"), at)

    def keep(self, incoming: BinaryIO, sha256: str) -> None:
        path = self.path(sha256)
        expect_bytes(incoming, sha256)
        if path.exists():
            self._check(path, sha256)
            self._sync_folders(path)  # whoever put it there may not have come so far
            return
        os.fchmod(incoming.fileno(), READ_ONLY)
        os.fsync(incoming.fileno())
        self._make_folders(path.parent)
        try:
            self._put_in_place(incoming, path)
        except FileExistsError:
            self._check(path, sha256)
        self._sync_folders(path)

    def mend(self, incoming: BinaryIO, sha256: str) -> None:
        path, token = self.path(sha256), secrets.token_hex(16)
        expect_bytes(incoming, sha256)
        self.set_apart(incoming, token)  # what a kill leaves here is swept
        self._apart(token).chmod(READ_ONLY)
        self._make_folders(path.parent)
        self._apart(token).replace(path)
        self._sync_folders(path)

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise Damaged(sha256, "the bytes are missing") from error

    def has(self, sha256: str) -> bool:
        return self.path(sha256).exists()

    def kept_before(self, at: datetime) -> Iterator[str]:
        return _names_before(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"), at)

    def forget(self, sha256: str) -> None:
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            _sync(path.parent)

    def path(self, sha256: str) -> Path:
        """Where the bytes of this name lie."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def _apart(self, token: str) -> Path:
        return self.root / "quarantine" / token

    def _put_in_place(self, incoming: BinaryIO, path: Path) -> None:
        """Give the open file a name, or raise `FileExistsError`."""
        with _opened(path.parent) as folder:
            try:
                # linkat on the open file: appears whole or not at all, and never over something that is there.
                os.link(f"/proc/self/fd/{incoming.fileno()}", path.name, dst_dir_fd=folder)
            except FileExistsError:
                raise
            except OSError:
                self._copy_in_place(incoming, path)

    def _copy_in_place(self, incoming: BinaryIO, path: Path) -> None:
        """For a file system that can't link an unnamed file: a named copy beside, then a link, which never replaces.

        The copy lies in the quarantine, which is swept: a process that is killed here leaves nothing for long.
        """
        beside = self._apart(secrets.token_hex(16))
        beside.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
        try:
            with beside.open("xb") as copy:
                incoming.seek(0)
                shutil.copyfileobj(incoming, copy, CHUNK)
                copy.flush()
                os.fchmod(copy.fileno(), os.fstat(incoming.fileno()).st_mode & 0o777)
                os.fsync(copy.fileno())
            os.link(beside, path)
        finally:
            beside.unlink(missing_ok=True)

    def _check(self, path: Path, sha256: str) -> None:
        with path.open("rb") as kept:
            if sha256_of(kept) != sha256:
                raise Damaged(sha256, "other bytes stand under this name")

    def _make_folders(self, folder: Path) -> None:
        folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)

    def _sync_folders(self, path: Path) -> None:
        for folder in (path.parent, path.parent.parent, self.root):
            _sync(folder)


def _names_before(paths: Iterable[Path], at: datetime) -> Iterator[str]:
    for path in paths:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < at.timestamp():
                yield path.name


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    with _opened(folder) as descriptor:
        os.fsync(descriptor)
