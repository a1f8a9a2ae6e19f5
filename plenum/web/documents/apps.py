from django.apps import AppConfig


class WebDocumentsConfig(AppConfig):
    name = "plenum.web.documents"
    label = "web_documents"
