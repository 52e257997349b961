from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "plait.risks"
    label = "risks"

    def ready(self) -> None:
        from plait.risks.records import register_kinds

        register_kinds()
