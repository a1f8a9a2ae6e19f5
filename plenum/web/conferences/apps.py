from django.apps import AppConfig


class WebConferencesConfig(AppConfig):
    name = "plenum.web.conferences"
    label = "web_conferences"
