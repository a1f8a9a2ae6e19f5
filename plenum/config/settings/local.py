"""`plenum serve` and `plenum demo` on one machine, over plain HTTP unless a proxy says otherwise."""

import os

from plenum.config.settings.base import *
from plenum.config.settings.base import DATA, SECRET_KEY, STORAGES
from plenum.core.logs import logging_of

DEBUG = os.environ.get("PLENUM_DEBUG") == "1"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "plenum.config.static.QuicklyCompressed"}}
LOGGING = logging_of(os.environ.get("PLENUM_LOGS", "readable"))

if not SECRET_KEY and (DATA / "secret_key").is_file():
    SECRET_KEY = (DATA / "secret_key").read_text(encoding="ascii").strip()
