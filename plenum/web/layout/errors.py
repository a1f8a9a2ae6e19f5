"""Pages for what went wrong; they need no database, no session and no context processor."""

import sys
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.web.layout.context import LANGUAGE_NAMES
from plenum.web.layout.language import language_without_person
from plenum.web.layout.themes import theme_of
from plenum.web.layout.uploads import is_upload

#: How long a client should wait before it asks again, in seconds.
RETRY_AFTER = "10"


@dataclass(frozen=True, slots=True)
class Fault:
    """What happened and what to do about it."""

    status: int
    title: str | Promise
    text: str | Promise
    code: str


BAD_REQUEST = Fault(
    400, _("The request could not be read"), _("Go back, reload the page and try again."), "bad_request"
)
FORBIDDEN = Fault(
    403,
    _("You may not open this page"),
    _("Your post does not give access to it. If you need it, ask the administrator of your body."),
    "forbidden",
)
EXPIRED = Fault(
    403,
    _("The page was open for too long"),
    _("For your safety the form was not accepted. Go back, reload the page and send it again."),
    "csrf",
)
NOT_FOUND = Fault(
    404,
    _("There is no such page"),
    _("The address may be wrong, or the thing was moved, or it is not open to you."),
    "not_found",
)
TOO_LARGE = Fault(
    413,
    _("This is too large to send"),
    _("Nothing was stored. Send a smaller file, or split it."),
    "too_large",
)
SERVER_ERROR = Fault(
    500,
    _("Something went wrong on our side"),
    _("What you sent before this page is safe. Try again; if it happens again, tell the administrator the time."),
    "server_error",
)
UNAVAILABLE = Fault(
    503,
    _("The system is restarting"),
    _("Nothing is lost. Wait a moment, then reload the page."),
    "unavailable",
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return show(request, TOO_LARGE if isinstance(exception, RequestDataTooBig) else BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return show(request, FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return show(request, EXPIRED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return show(request, NOT_FOUND)


def too_large(request: HttpRequest) -> HttpResponse:
    return show(request, TOO_LARGE)


def server_error(request: HttpRequest) -> HttpResponse:
    lost_database = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return unavailable(request) if lost_database else show(request, SERVER_ERROR)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = show(request, UNAVAILABLE)
    response["Retry-After"] = RETRY_AFTER
    return response


def show(request: HttpRequest, fault: Fault) -> HttpResponse:
    """A whole page, or a notice when a part of a page asked."""
    language = language_without_person(request)
    in_part = request.headers.get("HX-Request") == "true" or is_upload(request)
    template = "layout/_fault.html" if in_part else "layout/fault.html"
    with translation.override(language):
        html = render_to_string(template, _context(request, fault, language))
    response = HttpResponse(html, status=fault.status, headers={"Content-Language": language})
    return as_notice(response) if in_part else response


def as_notice(response: HttpResponse) -> HttpResponse:
    """Send the answer of an htmx request into the page's notices, whatever part it was meant for."""
    response["HX-Retarget"] = "#notices"
    response["HX-Reswap"] = "beforeend show:none"
    return response


def _context(request: HttpRequest, fault: Fault, language: str) -> dict[str, object]:
    return {
        "fault": fault,
        "theme": theme_of(request),
        "LANGUAGE_CODE": language,
        "languages": LANGUAGE_NAMES,
        "path": request.get_full_path(),
    }
