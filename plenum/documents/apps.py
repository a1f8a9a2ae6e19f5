from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "plenum.documents"
    label = "documents"
