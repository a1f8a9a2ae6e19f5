"""Step-up: who signs, votes or releases has to have shown a moment ago that it is them (OWASP ASVS v5.0.0-7.5.3)."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plenum.directory.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def step_up(view: View[P]) -> View[P]:
    """Let a view answer only to somebody who authenticated within ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` seconds.

    Others are led to confirm that it is them and come back to the page; nothing of a POST took effect, and it is
    sent again by the person. Put it on the page that asks as well as on the POST, so that the POST hardly ever meets
    it. For htmx the whole page goes there.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if recently_authenticated(request):
            return view(request, *args, **kwargs)
        return _lead_to_confirm(request)

    return answer


def recently_authenticated(request: HttpRequest) -> bool:
    """True when the session's person signed in or confirmed it within the time allowed."""
    if not isinstance(request.user, Person):
        return False
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _lead_to_confirm(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": _page_of(request)})
    address = f"{reverse('account_reauthenticate')}?{query}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _page_of(request: HttpRequest) -> str:
    """The page to come back to: this one, or for a POST the one it was sent from."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return request.path
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
