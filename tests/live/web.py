"""A web process of the product with rooms in it: ``python -m tests.live.web FILE_NUMBER PROTOCOL CLOCKS``.

Beside the product's own addresses it serves ``/counts`` (what was asked and rendered so far) and ``/page`` (a page with
the live script under the strictest policy that the script must bear). With ``fast`` clocks the hub looks by itself many
times a second, with ``slow`` ones never.
"""

import json
import os
import socket
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import uvicorn

import plenum.live
from plenum.config.asgi import application as product
from plenum.live.hub import application as hub
from tests.live.room import counts, serve_rooms

CLOCKS = sys.modules[type(hub).__module__]
FAST = {"_COMPARE": 0.3, "_SWEEP": 0.5, "_BEAT": 0.1}
SLOW = {"_COMPARE": 3600.0, "_SWEEP": 3600.0}

LIVE = Path(plenum.live.__file__).parent
SCRIPT = "/static/live/live.js"
PAGE = """<!doctype html><html lang="%s"><head><meta charset="utf-8"><title>Live</title>
<script src="/static/live/live.js" %s></script></head>
<body data-live="%s" data-live-cursor="%s">
<p id="part">first</p><p id="other"><input id="field" name="field"></p>
<span id="clock" data-countdown data-start="%s" data-seconds="%s"></span></body></html>"""
POLICY = b"default-src 'none'; script-src 'self'; connect-src 'self'"


async def application(scope: Any, receive: Any, send: Any) -> None:
    path = scope.get("path", "")
    if path == "/counts":
        body = json.dumps({**counts, "asked": hub.store.asked, "streams": len(hub.hall.streams), "pid": os.getpid()})
        await say(send, b"application/json", body.encode())
    elif path == "/page":
        given = {name: values[-1] for name, values in parse_qs(scope["query_string"].decode()).items()}
        names = ("lang", "type", "live", "cursor", "start", "seconds")
        await say(send, b"text/html", (PAGE % tuple(given.get(name, "") for name in names)).encode())
    elif path == SCRIPT:
        await say(send, b"text/javascript", (LIVE / "static" / "live" / "live.js").read_bytes())
    else:
        await product(scope, receive, send)


async def say(send: Any, media_type: bytes, body: bytes) -> None:
    headers = [(b"content-type", media_type), (b"content-security-policy", POLICY)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def main(number: int, protocol: Any, clocks: str) -> None:
    serve_rooms()
    vars(CLOCKS).update(FAST if clocks == "fast" else SLOW)
    config = uvicorn.Config(application, loop="uvloop", http=protocol, ws="none", log_level="warning", lifespan="on")
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=number)])


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
