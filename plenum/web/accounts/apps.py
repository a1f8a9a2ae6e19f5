from django.apps import AppConfig


class WebAccountsConfig(AppConfig):
    name = "plenum.web.accounts"
    label = "web_accounts"
