from django.apps import AppConfig


class WebHomeConfig(AppConfig):
    name = "plenum.web.home"
    label = "web_home"
