"""Where the embedded cluster listens: a closed folder of the data folder, or a short one when that is too deep."""

import os
import re
import stat
import tempfile
from pathlib import Path

NAME = ".s.PGSQL.5432"
#: The address of a unix socket holds 107 bytes and a closing zero (unix(7)).
LONGEST = 107
#: A comma would part the folder into two for libpq; the rest of these letters is safe everywhere.
PLAIN = re.compile(r"[\w/.@+=: -]+")


def socket_folder(data: Path) -> Path | None:
    """The folder that the cluster of ``data`` listens in, or None when there is none yet."""
    near = data / "socket"
    if _fits(near):
        return near if near.is_dir() else None
    try:
        far = Path((data / "socket-folder").read_text(encoding="utf-8").strip())
    except OSError:
        return None
    return far if far.is_dir() else None


def make_socket_folder(data: Path, uid: int, gid: int) -> Path:
    """An empty folder that only ``uid`` (and root) may enter; the sockets of a dead cluster are removed from it."""
    folder = socket_folder(data)
    if folder is None or not _is_private(folder, uid):
        folder = _new_folder(data)
    for leftover in folder.iterdir():
        leftover.unlink()
    os.chown(folder, uid, gid)
    folder.chmod(0o700)
    return folder


def remove_socket_folder(data: Path) -> None:
    """Leave nothing outside the data folder after the cluster has stopped."""
    folder = socket_folder(data)
    if folder is None or folder.parent == data:
        return
    for leftover in folder.iterdir():
        leftover.unlink()
    folder.rmdir()
    (data / "socket-folder").unlink()


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / NAME)) <= LONGEST and PLAIN.fullmatch(str(folder)) is not None


def _is_private(folder: Path, uid: int) -> bool:
    """False for what somebody else may have put in our place in a folder open to all."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid in {uid, os.getuid()}


def _new_folder(data: Path) -> Path:
    near = data / "socket"
    if _fits(near):
        near.mkdir(mode=0o700, exist_ok=True)
        return near
    far = Path(tempfile.mkdtemp(prefix="plenum-", dir="/tmp"))  # short, and ours alone
    (data / "socket-folder").write_text(f"{far}\n", encoding="utf-8")
    return far
