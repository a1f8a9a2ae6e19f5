"""The demo province, put into an empty database part by part, and the sign-ins that it offers."""

import importlib
import importlib.util
import logging
import time
from collections.abc import Sequence

from plenum.core.clock import now
from plenum.directory.queries.administrators import administrations

log = logging.getLogger("plenum")

#: In this order: each part builds on the one before.
PARTS = ("province", "documents", "conferences")
SCALE = 2000


def is_empty() -> bool:
    """True when nobody could administer this database: it has just been made."""
    return not administrations(now()).exists()


def load_demo(*, scale: int = SCALE, parts: Sequence[str] = PARTS) -> bool:
    """Load the demo with ``scale`` people into an empty database; False when there is something in it already."""
    if not is_empty():
        return False
    at = now()
    for part in parts:
        name = f"plenum.cli.demo.{part}"
        if importlib.util.find_spec(name) is None:
            continue
        begun = time.monotonic()
        load = getattr(importlib.import_module(name), f"load_{part}")
        load(at=at, **({"scale": scale} if part == "province" else {}))
        log.info("demo: %s loaded in %.1f s", part, time.monotonic() - begun)
    return True


def sign_ins() -> str:
    """What a newcomer reads in the terminal: the address, who to be, and where to begin."""
    from plenum.cli.demo.province import PASSWORD, SIGN_INS

    lines = [
        "Plenum runs at {address} — the invented province Lam Giang.",
        "",
        f"Sign in with one of these names and the password {PASSWORD}",
        "",
    ]
    for sign_in in SIGN_INS:
        lines.append(f"  {sign_in.username:<12} {sign_in.role:<40} begin at {{address}}{sign_in.begin.lstrip('/')}")
    lines += [
        "",
        "Where to begin: sign in as the clerk and register an incoming document; then as the leader, the head of",
        "unit and the specialist, each at the desk. For the conference, sign in as its secretary and, in another",
        "browser, as a delegate. Ctrl-C ends everything; the data stays in the data folder.",
    ]
    return "\n".join(lines) + "\n"
