"""`plenum serve` and `plenum demo` on one machine, over plain HTTP unless a proxy says otherwise."""

import os

from plenum.config.settings.base import *

DEBUG = os.environ.get("PLENUM_DEBUG") == "1"
