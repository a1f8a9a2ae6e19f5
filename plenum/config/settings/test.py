"""The tests: everything real, but passwords are hashed fast and static files are found where they lie."""

import tempfile
from pathlib import Path

from plenum.config.settings.base import *
from plenum.config.settings.base import STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 50
DATA = Path(tempfile.mkdtemp(prefix="plenum-test-"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
