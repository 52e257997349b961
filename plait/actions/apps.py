from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "plait.actions"
    label = "actions"

    def ready(self) -> None:
        from plait.actions.records import register_kinds

        register_kinds()
