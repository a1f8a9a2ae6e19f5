"""The program's own web process on an inherited socket, with one more kind of channel.

    python server.py FILE_NUMBER

What runs is what `plenum web` runs: uvicorn with the mounted application. Whoever is signed in may hear ``bench:…``.
"""

import sys

import django

from plenum.live.names import JSON
from plenum.live.registry import Viewer, register


def audiences(channel: str, viewer: Viewer) -> frozenset[str]:
    return frozenset({"everyone"} if viewer.person_id else ())


def snapshot(channel: str, audience: str, language: str) -> JSON:
    return {}


if __name__ == "__main__":
    django.setup()
    register("bench", audiences=audiences, snapshot=snapshot)

    from plenum.cli.web import run_web

    run_web(int(sys.argv[1]))
