"""A web process of the product with rooms in it: ``python -m tests.live.web FILE_NUMBER [h11]``.

Beside the product's own addresses it serves ``/counts`` (what was asked and rendered so far) and ``/page`` (a page with
the live script under the strictest policy that the script must bear). The slow clocks of the hub go faster.
"""

import json
import os
import socket
import sys
from typing import Any
from urllib.parse import parse_qs

import uvicorn

from plenum.config.asgi import application as product
from plenum.live.hub import application as hub
from plenum.live.hub import application as running
from tests.live.room import counts, serve_rooms

PAGE = """<!doctype html><html lang="%s"><head><title>Live</title><script src="/static/live/live.js" %s></script></head>
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
    else:
        await product(scope, receive, send)


async def say(send: Any, media_type: bytes, body: bytes) -> None:
    headers = [(b"content-type", media_type), (b"content-security-policy", POLICY)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def main(number: int, protocol: str = "httptools") -> None:
    serve_rooms()
    clocks = sys.modules[type(running).__module__]
    vars(clocks).update(_COMPARE=0.3, _SWEEP=0.5, _BEAT=0.1)
    config = uvicorn.Config(application, loop="uvloop", http=protocol, ws="none", log_level="warning", lifespan="on")
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=number)])


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
