from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "plenum.files"
    label = "files"
