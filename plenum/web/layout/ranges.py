"""A part of a file, as a viewer asks for it: the pages in view, not the megabytes around them (RFC 9110, 14)."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from plenum.web.layout.streams import StreamedFile

#: One range of bytes: both ends, an open end, or the last so many. Longer numbers are no places in any file.
_ONE = re.compile(r"([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes from ``first`` up to, and without, ``end``."""

    first: int
    end: int


class Unsatisfiable(ValueError):
    """What was asked for is no part of the file."""


def span_of(header: str, size: int) -> Span | None:
    """The part of a file of ``size`` bytes that a ``Range`` header asks for.

    None means the whole file: without a header, in a unit that nobody knows, and for several parts at once, which a
    server may answer so. Raises `Unsatisfiable` for what is no range of bytes or begins behind the end.
    """
    unit, _equals, asked = header.partition("=")
    if unit.strip().lower() != "bytes" or "," in asked:
        return None
    one = _ONE.fullmatch(asked.strip())
    if one is None:
        raise Unsatisfiable(header)
    first, last, tail = one.groups()
    span = Span(max(size - int(tail), 0), size) if tail else Span(int(first), min(int(last or size) + 1, size))
    if span.first >= span.end or (last and int(last) < int(first)):
        raise Unsatisfiable(header)
    return span


def answer_range(
    request: HttpRequest, content: BinaryIO, *, content_type: str, headers: Mapping[str, str]
) -> HttpResponseBase:
    """``content``, or the part that the request asks for, streamed; the answer closes it."""
    size = content.seek(0, os.SEEK_END)
    # A condition on the file's version can't hold: none is told, since nothing of it may be kept.
    header = "" if "If-Range" in request.headers else request.headers.get("Range", "")
    try:
        span = span_of(header, size)
    except Unsatisfiable:
        content.close()
        refused = {**headers, "Accept-Ranges": "bytes", "Content-Range": f"bytes */{size}"}
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=refused)
    shown = span or Span(0, size)
    answer = StreamedFile(_Part(content, shown), content_type=content_type, headers=dict(headers))
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Length"] = str(shown.end - shown.first)
    if span is not None:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer.headers["Content-Range"] = f"bytes {span.first}-{span.end - 1}/{size}"
    return answer


class _Part:
    """A stretch of a file that reads like a file."""

    def __init__(self, content: BinaryIO, span: Span) -> None:
        self._content = content
        self._left = span.end - span.first
        content.seek(span.first)

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        piece = self._content.read(wanted)
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._content.close()
