from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "plait.files"
    label = "files"

    def ready(self) -> None:
        from plait.files.records import register_kinds

        register_kinds()
