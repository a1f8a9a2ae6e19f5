"""Addresses that fail in every way a view can."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from plenum.core.errors import Forbidden, Forgotten, Stale
from plenum.web.layout import errors

RAISED: dict[str, Exception] = {
    "bad": SuspiciousOperation("x"),
    "large": RequestDataTooBig("x"),
    "denied": PermissionDenied("x"),
    "gone": Http404("x"),
    "forgotten": Forgotten("Not here."),
    "broken": RuntimeError("a secret of the inside"),
    "lost": OperationalError("server closed the connection"),
    "stale": Stale("Somebody else changed it. Reload the page."),
    "forbidden": Forbidden("Only the chair may open a ballot.", code="may_not_open_ballot"),
}


def view_raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    view.login_required = False  # type: ignore[attr-defined]
    return view


urlpatterns = [
    path("", include("plenum.web.layout.urls")),
    *(path(f"{name}/", view_raising(error)) for name, error in RAISED.items()),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
