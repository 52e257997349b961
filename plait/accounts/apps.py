from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plait.accounts"
    label = "accounts"

    def ready(self) -> None:
        from plait.accounts.records import register_kinds

        register_kinds()
