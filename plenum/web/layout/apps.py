from django.apps import AppConfig


class WebLayoutConfig(AppConfig):
    name = "plenum.web.layout"
    label = "web_layout"
