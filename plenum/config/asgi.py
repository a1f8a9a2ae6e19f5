"""The ASGI application: streams go to the hub, everything else to Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.production")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
