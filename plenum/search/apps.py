from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "plenum.search"
    label = "search"
