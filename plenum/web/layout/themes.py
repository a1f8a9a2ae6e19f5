"""Light or dark: what the person chose, kept in a cookie so that the page comes in the right colours at once."""

from django.http import HttpRequest, HttpResponse

COOKIE = "theme"
THEMES = ("light", "dark")
_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """``light`` or ``dark``, or nothing: then the device decides."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


def remember_theme(response: HttpResponse, theme: str, *, secure: bool) -> None:
    """Keep the choice for a year; anything but `THEMES` forgets it."""
    if theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=_YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
