"""The one piece of code that shows an anticipated error to a person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.core.errors import Forgotten, Refusal
from plenum.web.layout.errors import as_notice, not_found
from plenum.web.layout.uploads import is_upload


class RefusalMiddleware:
    """Turns a `Refusal` that a view let through into a page, or into a notice for an htmx request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, Forgotten):
            # Not there and not visible must be told apart by nobody: both are the page of an unknown address.
            return not_found(request)
        return show_refusal(request, exception)


def show_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as a page with a way back, or as a notice."""
    if getattr(request, "htmx", False) or is_upload(request):
        answer = render(request, "layout/_refusal.html", {"refusal": refusal}, status=refusal.status)
        return as_notice(answer)
    return render(request, "layout/refusal.html", {"refusal": refusal}, status=refusal.status)
