"""`plenum web`: one process that answers requests, on the socket that the supervisor holds."""

import socket

import uvicorn

#: Seconds that open answers get when the program ends; streams are cut, and their clients come back.
GRACE = 3
#: Connections that may wait to be accepted: a whole hall comes in one second.
BACKLOG = 8192


def run_web(number: int) -> None:
    """Serve on the inherited socket with this file number until SIGTERM."""
    config = uvicorn.Config(
        "plenum.config.asgi:application",
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="auto",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=30,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=number)])
