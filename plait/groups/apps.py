from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "plait.groups"
    label = "groups"

    def ready(self) -> None:
        from plait.groups.records import register_kinds

        register_kinds()
