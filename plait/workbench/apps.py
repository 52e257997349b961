from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "plait.workbench"
    label = "workbench"

    def ready(self) -> None:
        from plait.workbench.records import register_kinds

        register_kinds()
