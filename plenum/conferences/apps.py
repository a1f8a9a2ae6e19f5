from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "plenum.conferences"
    label = "conferences"
