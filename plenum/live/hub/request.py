"""What a client asks of the hub, read from its request."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import parse_cookie

from plenum.live.hub.cursor import Cursor, read_cursor
from plenum.live.names import is_channel

PREFIX = "/live/"
#: Channels that one stream may carry.
MOST_CHANNELS = 8
#: The cookie and the parameter with which a screen shows its token.
DEVICE = "device"
_CREDENTIAL = re.compile(r"[A-Za-z0-9_-]{1,128}")


class Refused(Exception):
    """The request is answered with a status and nothing else."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """Channels, language, cursor and credentials of one request."""

    channels: tuple[str, ...]
    polls: bool
    language: str
    cursor: Cursor
    session: str | None
    device: str | None


def read_request(scope: Mapping[str, Any]) -> Request:
    """Read ``/live/<channel>[,<channel>…][/poll]?lang=&after=&device=`` and its headers.

    ``Last-Event-ID``, which a browser sends by itself when it comes back, wins over ``after``. Raises `Refused`.
    """
    if scope["method"] != "GET":
        raise Refused(405)
    path = scope["path"].removeprefix(PREFIX)
    polls = path.endswith("/poll")
    channels = tuple(path.removesuffix("/poll").split(","))
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    query = {name: values[-1] for name, values in parse_qs(scope["query_string"].decode("latin-1")).items()}
    cookies = parse_cookie(headers.get(b"cookie", ""))
    language = query.get("lang", "")
    return Request(
        channels=channels,
        polls=polls,
        language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        cursor=read_cursor(headers.get(b"last-event-id") or query.get("after", ""), len(channels)),
        session=_sound(cookies.get(settings.SESSION_COOKIE_NAME)),
        device=_sound(query.get(DEVICE) or cookies.get(DEVICE)),
    )


def can_exist(request: Request) -> bool:
    """True when the channels are well named, not too many, and each is named once."""
    names = request.channels
    return len(names) <= MOST_CHANNELS and len(set(names)) == len(names) and all(map(is_channel, names))


def _sound(credential: str | None) -> str | None:
    """A session key or a token as the program makes them; anything else is as good as none."""
    return credential if credential and _CREDENTIAL.fullmatch(credential) else None
