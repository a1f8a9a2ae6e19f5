from django.apps import AppConfig


class WebDirectoryConfig(AppConfig):
    name = "plenum.web.directory"
    label = "web_directory"
