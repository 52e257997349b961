from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "plait.meetings"
    label = "meetings"

    def ready(self) -> None:
        from plait.meetings.records import register_kinds

        register_kinds()
