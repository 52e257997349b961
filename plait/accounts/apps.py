from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plait.accounts"
    label = "accounts"
