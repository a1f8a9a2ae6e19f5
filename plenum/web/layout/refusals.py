"""The one piece of code that shows an anticipated error to a person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.core.errors import Refusal


class RefusalMiddleware:
    """Turns a `Refusal` that a view let through into a page, or into a notice for an htmx request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        template = "layout/_refusal.html" if getattr(request, "htmx", False) else "layout/refusal.html"
        return render(request, template, {"refusal": exception}, status=exception.status)
