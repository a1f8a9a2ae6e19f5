"""The language of a page: the person's own, then the cookie's, then the browser's, then Vietnamese."""

from django.middleware.locale import LocaleMiddleware


class LanguageMiddleware(LocaleMiddleware):
    """Django's own order: cookie, browser, default; signing in sets the cookie to the person's language."""
