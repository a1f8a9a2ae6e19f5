"""What every way of running shares. Secrets and places come from the environment, never from this file."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from plenum.config.database import database_from_url
from plenum.core.queues import HEARTBEAT, SILENCE

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
    "plenum.web.files",
    "plenum.web.documents",
    "plenum.web.conferences",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
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
    "plenum.web.layout.streams.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "plenum.web.layout.uploads.UploadMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plenum.web.layout.language.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plenum.web.accounts.activity.SessionActivityMiddleware",
    "plenum.web.accounts.first_run.FirstRunMiddleware",
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

#: A job that is done leaves nothing; one that failed for good stays, and `plenum doctor` names it.
PROCRASTINATE_WORKER_DEFAULTS = {
    "update_heartbeat_interval": HEARTBEAT,
    "stalled_worker_timeout": SILENCE,
    "delete_jobs": "successful",
}

AUTH_USER_MODEL = "directory.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

# Signing in (django-allauth): by username or address and password, by passkey, with TOTP; nobody signs up.
ACCOUNT_ADAPTER = "plenum.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Plenum: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "plenum.web.accounts.forms.SignInForm",
    "reauthenticate": "plenum.web.accounts.forms.ConfirmPasswordForm",
    "change_password": "plenum.web.accounts.forms.ChangePasswordForm",
    "reset_password": "plenum.web.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "plenum.web.accounts.forms.NewPasswordForm",
}
# A hall of delegates signs in from one address within minutes: what is counted is the account, not the address.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "10/300s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_ADAPTER = "plenum.web.accounts.mfa_adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Plenum"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_FORMS = {
    "authenticate": "plenum.web.accounts.forms.SecondFactorForm",
    "reauthenticate": "plenum.web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "plenum.web.accounts.forms.ActivateTotpForm",
    "add_webauthn": "plenum.web.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "plenum.web.accounts.forms.RenamePasskeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PLENUM_PROXIES", "0"))

# Brute force (django-axes): five wrong passwords for an account from one address close it there for fifteen minutes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "plenum.web.accounts.lockout.account_tried"
AXES_CLIENT_IP_CALLABLE = "plenum.web.accounts.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "plenum.web.accounts.lockout.locked_out"
AXES_ENABLE_ADMIN = False

# Counters of attempts and used codes must be the same in every web process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "directory_cache"}}

# Mail: without PLENUM_SMTP_HOST it is printed where the program runs.
EMAIL_HOST = os.environ.get("PLENUM_SMTP_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("PLENUM_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("PLENUM_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PLENUM_SMTP_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("PLENUM_MAIL_FROM", "plenum@localhost")

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
#: Compressing these costs the first start seconds and saves nobody anything.
#: Style sheets are for our own pages.
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *("jpg", "jpeg", "png", "gif", "webp", "avif", "zip", "gz", "tgz", "bz2", "tbz", "xz", "br", "woff", "woff2"),
    *("map", "txt", "md"),
)

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
#: Where a second copy of them is kept, in the same words; without it there is none.
BLOBS_COPY = os.environ.get("PLENUM_BLOBS_COPY", "")
#: The socket of clamd, which looks into every file; without it no antivirus is asked.
CLAMD = os.environ.get("PLENUM_CLAMD", "")
#: The most that one request with files may carry, in bytes; any other request may carry a long form.
MAX_REQUEST_SIZE = 4 * MAX_FILE_SIZE
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = ["plenum.files.uploads.NamelessUploadHandler"]

#: Who says which principals a person holds, for the live hub (`plenum.live.registry.Viewer`).
LIVE_PRINCIPALS = "plenum.config.viewers.principals_of_person"
#: Whose rights began or ended by the clock between two instants (`plenum.live.hub.watch.Watch.sweep`).
LIVE_TURNED = "plenum.config.viewers.people_whose_rights_turned"
