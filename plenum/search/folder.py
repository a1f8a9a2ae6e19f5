"""The folder of the index: generations beside each other, one of them in use.

``DATA/index/current`` names the generation that is searched; it is replaced in one step, so that a reader finds
the old index or the new one, never half of either.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from plenum.search.schema import VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """How far a generation has read the outbox."""

    life: str
    snapshot: str
    read_at: datetime
    version: int = VERSION


def root() -> Path:
    """The folder of all generations on this machine."""
    return Path(settings.DATA) / "index"


def current() -> Path | None:
    """The generation in use, or None."""
    try:
        name = (root() / "current").read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return root() / name if name.isalnum() else None


def new_generation() -> Path:
    """An empty folder for the next generation; not in use until `publish`."""
    root().mkdir(parents=True, exist_ok=True, mode=0o700)
    numbers = [int(path.name[1:]) for path in _generations()]
    path = root() / f"g{max(numbers, default=0) + 1:06d}"
    path.mkdir(mode=0o700)
    return path


def publish(generation: Path) -> None:
    """Put ``generation`` into use."""
    _replace(root() / "current", generation.name)


def sweep() -> None:
    """Delete every generation that is not in use. A reader that still has one open keeps it until it looks anew."""
    used = current()
    for path in _generations():
        if path != used:
            shutil.rmtree(path, ignore_errors=True)


def ask_for_renewal() -> None:
    """Have the keeper of the index make it anew, from any process of this machine."""
    root().mkdir(parents=True, exist_ok=True, mode=0o700)
    (root() / "renew").touch(mode=0o600)


def renewal_is_asked() -> bool:
    """True when somebody asked for a new index."""
    return (root() / "renew").exists()


def renewal_is_done() -> None:
    """The index was made anew."""
    (root() / "renew").unlink(missing_ok=True)


def read_place(generation: Path) -> Place | None:
    """How far the generation has read, or None when that is not known or of another version."""
    try:
        stored = json.loads((generation / "place.json").read_text(encoding="utf-8"))
        place = Place(**{**stored, "read_at": datetime.fromisoformat(stored["read_at"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return place if place.version == VERSION else None


def write_place(generation: Path, place: Place) -> None:
    """Remember how far the generation has read. Call after its commit: what is read twice does no harm."""
    _replace(generation / "place.json", json.dumps({**asdict(place), "read_at": place.read_at.isoformat()}))


def _generations() -> list[Path]:
    if not root().is_dir():
        return []
    return [path for path in root().iterdir() if path.is_dir() and path.name[:1] == "g" and path.name[1:].isdecimal()]


def _replace(path: Path, text: str) -> None:
    half = path.with_name(f"{path.name}.half")
    with half.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
