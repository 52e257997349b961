from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "plait.people"
    label = "people"

    def ready(self) -> None:
        from plait.people.records import register_kinds

        register_kinds()
