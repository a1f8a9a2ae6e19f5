"""The language of a page: the person's own, then the cookie's, then the browser's, then Vietnamese."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from plenum.directory.models import Person


class LanguageMiddleware:
    """Renders everything below it in the language of the request; stands after authentication to know the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def language_of(request: HttpRequest) -> str:
    """The language for a request; the database is asked only for somebody who is signed in."""
    person = getattr(request, "user", None)
    if isinstance(person, Person) and person.language in dict(settings.LANGUAGES):
        return person.language
    return language_without_person(request)


def language_without_person(request: HttpRequest) -> str:
    """The cookie's language, the browser's, or Vietnamese; needs no database."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)


def remember_language(response: HttpResponse, language: str, *, secure: bool) -> None:
    """Keep the language in a cookie, for the pages before signing in and for pages that need no database."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 60 * 60, samesite="Lax", secure=secure
    )
