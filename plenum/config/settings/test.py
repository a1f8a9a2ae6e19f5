"""The tests: everything real, but passwords are hashed fast and static files are found where they lie."""

import os
import tempfile
from pathlib import Path

from plenum.config.settings.base import *
from plenum.config.settings.base import STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 50
#: A folder for each process; made and removed by `tests/conftest.py`, so that reading the settings leaves nothing.
DATA = Path(tempfile.gettempdir()) / f"plenum-test-{os.getpid()}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
