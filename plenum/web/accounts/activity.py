"""Sessions as their owner sees them: where, with what, when last; noted every few minutes, not on every page."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from plenum.core.clock import now
from plenum.directory.sessions import note_session
from plenum.web.accounts.lockout import address_of

#: Seconds between two notes of the same session.
EVERY = 5 * 60
#: The session key that says when it was last noted.
NOTED = "noted_at"


class SessionActivityMiddleware:
    """Notes address, browser and time of a signed-in session every five minutes; two queries then, none otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time.time() - request.session.get(NOTED, 0) > EVERY:
            request.session[NOTED] = int(time.time())
            note_session(
                person_id=request.user.pk,
                session_key=request.session.session_key or "",
                address=address_of(request),
                agent=request.headers.get("User-Agent", ""),
                at=now(),
            )
        return self.get_response(request)
