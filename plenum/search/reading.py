"""The index as web processes see it: opened once, looked at anew when it was written."""

import os
import threading
from pathlib import Path

import tantivy

from plenum.search import folder
from plenum.search.errors import NotReady
from plenum.search.schema import VERSION

_lock = threading.Lock()
_open: "tuple[Path, tantivy.Index] | None" = None
_seen: tuple[int, int] = (0, 0)
_searcher: tantivy.Searcher | None = None


def searcher() -> tantivy.Searcher:
    """A searcher over the last commit of the generation in use; raises `NotReady` when there is none.

    Costs two looks at file times when nothing was written since the last call.
    """
    global _open, _seen, _searcher
    path = folder.current()
    if path is None:
        raise NotReady
    with _lock:
        try:
            written = _written(path)
            if _open is None or _open[0] != path:
                _open, _searcher = (path, _opened(path)), None
            if _searcher is None or written != _seen:
                _open[1].reload()
                _searcher, _seen = _open[1].searcher(), written
        except (OSError, ValueError) as error:
            _open = _searcher = None
            raise NotReady from error
        return _searcher


def close() -> None:
    """Forget the open index; for tests."""
    global _open, _searcher
    with _lock:
        _open = _searcher = None


def _written(path: Path) -> tuple[int, int]:
    state = os.stat(path / "meta.json")
    return state.st_mtime_ns, state.st_ino


def _opened(path: Path) -> tantivy.Index:
    place = folder.read_place(path)
    if place is None or place.version != VERSION:
        raise ValueError("The index is of another version.")
    index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    return index
