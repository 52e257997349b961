from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "plait.access"
    label = "access"

    def ready(self) -> None:
        from plait.access.records import register_kinds

        register_kinds()
