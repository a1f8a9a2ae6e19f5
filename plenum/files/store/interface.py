"""What every store of bytes can do."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol

from plenum.files.store.hashing import sha256_of


class Damaged(Exception):
    """The store holds other bytes than the name says, or none: a fault, never the user's doing."""

    def __init__(self, sha256: str, what: str) -> None:
        super().__init__(f"Blob {sha256}: {what}")
        self.sha256 = sha256


def expect_bytes(incoming: BinaryIO, sha256: str) -> None:
    """Raise `Damaged` when ``incoming`` holds other bytes than ``sha256`` says; it is read to its end."""
    incoming.flush()
    incoming.seek(0)
    if sha256_of(incoming) != sha256:
        raise Damaged(sha256, "the bytes changed between their arrival and their storing")


class Unreachable(Exception):
    """The store itself is not there: a disk that is not mounted, a server that does not answer."""


class Store(Protocol):
    """Bytes by their SHA-256. What is whole is never overwritten."""

    def __str__(self) -> str:
        """Where it is, for operators: a folder or ``s3://bucket/prefix at endpoint``."""

    def expect_there(self) -> None:
        """Raise `Unreachable` when the store itself can't be reached: then missing bytes mean nothing."""

    def incoming(self) -> BinaryIO:
        """A file without a name for bytes that wait for their verdict: closing it, or dying, makes them gone."""

    def set_apart(self, incoming: BinaryIO, token: str) -> None:
        """Make the bytes of an `incoming` file durable in the quarantine, under a name that tells nothing of them.

        They are on disk when this returns, apart from everything accepted.
        """

    def apart(self, token: str) -> BinaryIO:
        """Bytes in the quarantine, seekable, to be closed by the caller; raises `Damaged` when they are missing."""

    def release(self, token: str) -> None:
        """Remove bytes from the quarantine; none there is no fault."""

    def apart_before(self, at: datetime) -> Iterator[str]:
        """The names of all bytes that were set apart before ``at``."""

    def keep(self, incoming: BinaryIO, sha256: str) -> None:
        """Make the bytes of an `incoming` or `apart` file durable under ``sha256``; they are on disk when this returns.

        Equal bytes that are already there are used again, after a check that they are equal. Raises `Damaged`
        when other bytes stand under the name, or when ``incoming`` holds other bytes than ``sha256`` says.
        """

    def mend(self, incoming: BinaryIO, sha256: str) -> None:
        """Put the right bytes in the place of missing or damaged ones; they are on disk when this returns.

        In one step: whoever reads meanwhile, and whatever a kill leaves, is the old or the new, never less. Raises
        `Damaged`, and touches nothing, when ``incoming`` holds other bytes than ``sha256`` says.
        """

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, seekable, to be closed by the caller; raises `Damaged` when they are missing."""

    def has(self, sha256: str) -> bool:
        """True when bytes stand under the name."""

    def kept_before(self, at: datetime) -> Iterator[str]:
        """The names of all bytes that were stored before ``at``."""

    def forget(self, sha256: str) -> None:
        """Remove bytes that no row names (the sweep) or that a confirmed incident destroyed; nothing else does."""
