"""Files sent piece by piece.

Under ASGI Django reads a file's synchronous iterator to its end before it sends the first byte; here the pieces are
read in threads, one after the other, so that a large file costs no memory.
"""

from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.http import FileResponse, HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware


class StreamedFile(FileResponse):
    """A `FileResponse` that streams under ASGI as it does under WSGI."""

    #: Bytes a piece: each costs a way to a thread and back.
    block_size = 64 * 1024

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self)
        next_piece = sync_to_async(lambda: next(pieces, None), thread_sensitive=False)
        while (piece := await next_piece()) is not None:
            yield piece


class _StaticFile(StreamedFile):
    def set_headers(self, filelike: Any) -> None:
        """WhiteNoise has set all headers."""


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise with streamed files; mounted first, so that a style sheet asks for no session."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> FileResponse:
        found = static_file.get_response(request.method, request.META)
        response = _StaticFile(found.file or (), status=int(found.status))
        del response["content-type"]
        for key, value in found.headers:
            response[key] = value
        return response
