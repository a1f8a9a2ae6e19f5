"""Which user of the machine runs the embedded PostgreSQL: it refuses root, so root lends it to somebody else."""

import os
import pwd
from pathlib import Path

from plenum.core.trouble import Trouble

#: Tried in this order when root starts a new data folder.
CANDIDATES = ("plenum", "postgres", "nobody")


def account_for(cluster: Path) -> tuple[int, int] | None:
    """The (uid, gid) to become for the cluster's folder, or None when this process is an ordinary user already.

    An existing cluster keeps its owner. Raises `Trouble` when it belongs to somebody this process cannot become.
    """
    owner = cluster.stat().st_uid if (cluster / "PG_VERSION").exists() else None
    if os.getuid() != 0:
        if owner not in {None, os.getuid()}:
            raise Trouble(f"The data in {cluster} belongs to {_name(owner)}: start as that user, or choose --data.")
        _named(os.getuid())
        return None
    if owner:
        return owner, _named(owner).pw_gid
    for name in CANDIDATES:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    raise Trouble("PostgreSQL refuses to run as root and no user to lend it to exists: start as an ordinary user.")


def _name(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return f"user {uid}"


def _named(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise Trouble(f"User {uid} has no entry in /etc/passwd, which PostgreSQL needs: add one.") from None
