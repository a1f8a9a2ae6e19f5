"""What every page needs beside its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from plenum.core.actor import Actor
from plenum.web.layout.navigation import Entry, entries_for
from plenum.web.layout.themes import theme_of


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, the rail, the theme and the languages. The rail asks the database only when a page shows it."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "user": getattr(request, "user", None),
        "rail": SimpleLazyObject(lambda: _rail(actor, request.path)),
        "theme": theme_of(request),
        "languages": LANGUAGE_NAMES,
        "search_address": SimpleLazyObject(lambda: _address("home:search")),
        "suggest_address": SimpleLazyObject(lambda: _address("home:suggest")),
        "debug": settings.DEBUG,
    }


#: Each language in its own words, as its reader looks for it.
LANGUAGE_NAMES = (("vi", "Tiếng Việt"), ("ru", "Русский"), ("en", "English"))


def _rail(actor: Actor | None, path: str) -> list[Entry]:
    return entries_for(actor, path) if actor else []


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
