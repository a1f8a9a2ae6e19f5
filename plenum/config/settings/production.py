"""Behind nginx with TLS; refuses to start with a missing or weak secret."""

import os

from django.core.exceptions import ImproperlyConfigured

from plenum.config.settings.base import *
from plenum.config.settings.base import SECRET_KEY
from plenum.core.logs import logging_of

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("PLENUM_SECRET_KEY must be set to a random text of at least 50 characters.")

LOGGING = logging_of(os.environ.get("PLENUM_LOGS", "json"))

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
