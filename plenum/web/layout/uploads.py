"""Sending a file with its progress shown: what the script of the page needs to know of the answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase

#: Set by the script that sends; without a script a form is sent by the browser and nothing here takes part.
HEADER = "X-Upload"
#: Where to go next: a request by script follows a redirect unasked, and would use up the notices of that page.
NEXT = "X-Next"


class UploadMiddleware:
    """Turns the redirect after an upload by script into its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_upload(request) or not isinstance(response, HttpResponseRedirectBase):
            return response
        said = HttpResponse(status=204, headers={NEXT: response.url})
        said.cookies = response.cookies
        return said


def is_upload(request: HttpRequest) -> bool:
    """True when the page's script sends the form and shows the progress."""
    return HEADER in request.headers
