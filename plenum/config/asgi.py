"""The ASGI application: streams go to the hub, everything else to Django."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.production")

from django.core.asgi import get_asgi_application

from plenum.config.body import BodyLimit
from plenum.live.hub import application as hub
from plenum.live.hub.request import PREFIX

pages = BodyLimit(get_asgi_application())


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The hub starts and stops with the server, and answers what lies below its prefix."""
    if scope["type"] == "lifespan" or (scope["type"] == "http" and scope["path"].startswith(PREFIX)):
        await hub(scope, receive, send)
    else:
        await pages(scope, receive, send)
