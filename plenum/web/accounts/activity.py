"""Sessions as their owner sees them: where, with what, when last; noted every few minutes, not on every page."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

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
            UserSession.objects.create_from_request(request)
        return self.get_response(request)
