from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "plenum.cli"
    label = "cli"
