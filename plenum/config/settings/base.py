"""What every way of running shares. Secrets and places come from the environment, never from this file."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from plenum.config.database import database_from_url

PACKAGE = Path(__file__).resolve().parents[2]

#: Where everything that is not in the database lives: blobs, index, sockets, logs of the embedded database.
DATA = Path(os.environ.get("PLENUM_DATA", "data")).resolve()

SECRET_KEY = os.environ.get("PLENUM_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PLENUM_HOSTS", "localhost 127.0.0.1 [::1]").split()

INSTALLED_APPS = [
    "plenum.core",
    "plenum.audit",
    "plenum.live",
    "plenum.search",
    "plenum.files",
    "plenum.directory",
    "plenum.documents",
    "plenum.conferences",
    "plenum.cli",
    "plenum.web.layout",
    "plenum.web.home",
    "plenum.web.accounts",
    "plenum.web.directory",
    "plenum.web.documents",
    "plenum.web.conferences",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "pgtrigger",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plenum.web.layout.language.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "plenum.web.layout.actors.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plenum.web.layout.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "plenum.config.urls"
ASGI_APPLICATION = "plenum.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "plenum.web.layout.context.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "plenum.web.layout.templatetags.page",
                "plenum.web.layout.templatetags.formats",
            ],
        },
    }
]
COTTON_DIR = "cotton"
#: A component sees its own parameters and the context processors, never the variables of the page around it.
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "plenum.web.layout.forms.PageRenderer"

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "directory.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:desk"

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "plenum.web.layout.errors.csrf_failure"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("ru", _("Russian")), ("en", _("English"))]
TIME_ZONE = os.environ.get("PLENUM_TIME_ZONE", "Asia/Ho_Chi_Minh")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = Path(os.environ.get("PLENUM_STATIC", DATA / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

#: The largest file that a door accepts, in bytes; larger ones are refused while they arrive.
MAX_FILE_SIZE = int(os.environ.get("PLENUM_MAX_FILE_SIZE", 50 * 1024 * 1024))
#: Where accepted files are kept: a folder, or ``s3://bucket?endpoint=…``; without it ``DATA/blobs``.
BLOBS = os.environ.get("PLENUM_BLOBS", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

#: Who says which principals a person holds, for the live hub (`plenum.live.registry.Viewer`).
LIVE_PRINCIPALS = "plenum.config.viewers.principals_of_person"
