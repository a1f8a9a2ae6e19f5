"""The tests: everything real, but passwords are hashed fast and static files are found where they lie."""

import os
import tempfile
from pathlib import Path

from plenum.config.settings.base import *
from plenum.config.settings.base import DATABASES, STORAGES, TEMPLATES

SECRET_KEY = "only-for-tests-" + "x" * 50
#: A folder for each process; made and removed by `tests/conftest.py`, so that reading the settings leaves nothing.
DATA = Path(tempfile.gettempdir()) / f"plenum-test-{os.getpid()}"
#: A thread gives its connection back when it is done, so that the database can be dropped after the last test.
DATABASES = {"default": {**DATABASES["default"], "CONN_MAX_AGE": 0}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
#: Coverage counts the lines of templates by what the engine remembers for its debug pages.
TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "debug": True}} for engine in TEMPLATES]  # type: ignore[dict-item]
