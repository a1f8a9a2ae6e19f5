"""Until somebody has set the installation up, every page leads to the first-run page."""

import hmac
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plenum.directory.queries.setup import is_set_up

#: Addresses that answer before the first administrator exists.
OPEN_BEFORE = ("/static/", "/language/", "/theme/", "/gallery/", "/health", "/healthz", "/ready")


class FirstRunMiddleware:
    """Leads to the first-run page while there is no person; costs one query for those who are not signed in, until
    there is one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.over = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.over or request.user.is_authenticated or request.path_info.startswith(OPEN_BEFORE):
            return self.get_response(request)
        self.over = is_set_up()
        page = reverse("accounts:first_run")
        if self.over or request.path_info == page:
            return self.get_response(request)
        return HttpResponseRedirect(page)


def setup_token() -> str:
    """The one-time token that the program printed when it started; nothing when there is none, and then none fits."""
    path = Path(settings.DATA) / "setup_token"
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""


def token_fits(given: str) -> bool:
    """True when ``given`` is the token; compared in constant time."""
    expected = setup_token()
    return bool(expected) and hmac.compare_digest(expected.encode(), given.strip().encode())


def forget_token() -> None:
    """The token has done its work."""
    (Path(settings.DATA) / "setup_token").unlink(missing_ok=True)
