from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "plenum.core"
    label = "core"
