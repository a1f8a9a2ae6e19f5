"""The hub: a bare ASGI application that holds the streams of one process.

`plenum.config.asgi` mounts it at ``/live/``; ``uvicorn plenum.live.hub:application`` runs it alone.
"""

import os

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.production")
if not apps.ready and not apps.loading:
    django.setup(set_prefix=False)

from plenum.live.hub.application import Hub

application = Hub()
