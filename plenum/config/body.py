"""The edge of what a request may carry: too much is refused while it arrives, before Django lays it on the disk.

Only the addresses that take files may be sent much; every other one gets what a long form needs.
"""

from io import BytesIO
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.urls import Resolver404, resolve

#: The addresses that take files, by name.
UPLOADS = frozenset({"documents:receive", "conferences:attach"})


class TooMuch(Exception):
    """The body went over its limit while it arrived."""


class BodyLimit:
    """An ASGI application around another that answers 413 to a body over its address's limit."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        limit = limit_of(scope["path"])
        if _announced(scope) > limit:
            await _refuse(scope, send)
            return
        try:
            await self.application(scope, _counted(receive, limit), send)
        except TooMuch:
            # Django reads the whole body before it answers, so nothing was sent yet.
            await _refuse(scope, send)


def limit_of(path: str) -> int:
    """The bytes that a request to ``path`` may carry."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        name = ""
    return settings.MAX_REQUEST_SIZE if name in UPLOADS else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _announced(scope: Any) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _counted(receive: Any, limit: int) -> Any:
    arrived = 0

    async def count() -> Any:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > limit:
            raise TooMuch
        return message

    return count


async def _refuse(scope: Any, send: Any) -> None:
    # Its words need Django to be set up, which this module is imported before.
    from plenum.web.layout.errors import too_large

    response = await sync_to_async(too_large)(ASGIRequest(scope, BytesIO()))
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    # The rest of the body is not read, so the connection can't carry another request.
    headers += [(b"connection", b"close"), (b"content-security-policy", b"default-src 'self'")]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})
