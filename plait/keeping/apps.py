from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "plait.keeping"
    label = "keeping"

    def ready(self) -> None:
        from plait.keeping.records import register_kinds

        register_kinds()
