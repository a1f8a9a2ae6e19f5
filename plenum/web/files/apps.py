from django.apps import AppConfig


class WebFilesConfig(AppConfig):
    name = "plenum.web.files"
    label = "web_files"
