from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "plenum.live"
    label = "live"
