"""Checkpoints: what every chain was on a day, signed and kept outside the database.

Who changes the database can recompute its hashes; who also wants to change what a checkpoint says needs the key
and every copy of the files. The files bind each other by their hashes, so that none can be taken from the middle.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from plenum.audit.canonical import JSON, canonical


class Damaged(Exception):
    """A checkpoint is not what was written; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A chain at the time of a checkpoint: how many events, and their tree hash."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The seals of all chains at one instant. ``previous`` is the SHA-256 of the file before, or zeros."""

    number: int
    at: datetime
    previous: str
    seals: Mapping[int, Seal]

    @property
    def name(self) -> str:
        """The checkpoint as a person speaks of it."""
        return f"checkpoint {self.number} of {self.at:%Y-%m-%d %H:%M} UTC"

    def to_bytes(self) -> bytes:
        """What is signed."""
        seals = sorted(self.seals.items())
        chains: list[JSON] = [{"chain": chain, "size": seal.size, "root": seal.root} for chain, seal in seals]
        said: dict[str, JSON] = {"number": self.number, "at": self.at.isoformat(), "previous": self.previous}
        return canonical({**said, "chains": chains})


def folder() -> Path:
    """Where checkpoints are kept."""
    return Path(settings.DATA) / "checkpoints"


def key_path() -> Path:
    """Where the signing key is kept: apart from the files, so that a copy of these never carries it along."""
    return Path(settings.DATA) / "keys" / "checkpoints.pem"


def paths(of: Path) -> list[Path]:
    """The files of all checkpoints in a folder, oldest first."""
    return sorted(of.glob("[0-9]*.json"))


def write(checkpoint: Checkpoint) -> Path:
    """Write a checkpoint, signed; it is whole and on the disk before it has its name.

    Raises `FileExistsError` when another process wrote the same number first.
    """
    body = checkpoint.to_bytes()
    content = canonical({"checkpoint": body.decode(), "signature": _key().sign(body).hex()})
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{checkpoint.number:06d}.json"
    half = folder() / f".{path.name}.{os.getpid()}"
    _write_through(half, content, 0o444)
    try:
        os.link(half, path)
    finally:
        half.unlink()
    _sync_folder(folder())
    return path


def read(path: Path) -> Checkpoint:
    """Read a checkpoint; raises `Damaged` when its content or its signature is not what was written."""
    try:
        stored = json.loads(path.read_bytes())
        body = stored["checkpoint"].encode()
        _public_key().verify(bytes.fromhex(stored["signature"]), body)
        said = json.loads(body)
        return Checkpoint(
            number=said["number"],
            at=datetime.fromisoformat(said["at"]),
            previous=said["previous"],
            seals={chain["chain"]: Seal(chain["size"], chain["root"]) for chain in said["chains"]},
        )
    except InvalidSignature:
        raise Damaged(f"The checkpoint {path} does not bear this system's signature.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"The checkpoint {path} can't be read: {error}.") from None


def last() -> Checkpoint | None:
    """The newest checkpoint, or None before the first; raises `Damaged`."""
    written = paths(folder())
    return read(written[-1]) if written else None


def digest(path: Path) -> str:
    """The SHA-256 of a checkpoint's file, which the next one carries."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _public_key() -> Ed25519PublicKey:
    if not key_path().exists():
        raise ValueError(f"the key {key_path()} is missing")
    return _key().public_key()


def _key() -> Ed25519PrivateKey:
    """The signing key; made when there is none yet, and no checkpoint that one should have signed."""
    path = key_path()
    if not path.exists():
        if paths(folder()):
            raise Damaged(f"The signing key {path} is missing although there are checkpoints; restore it first.")
        _make_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Damaged(f"The signing key {path} is of another kind.")
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    half = path.with_name(f".{path.name}.{os.getpid()}")
    _write_through(half, pem, 0o400)
    try:
        os.link(half, path)
    except FileExistsError:
        pass  # another process made it at the same moment: that one counts
    finally:
        half.unlink()
    _sync_folder(path.parent)


def _write_through(path: Path, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
