from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "plait.notifications"
    label = "notifications"

    def ready(self) -> None:
        from plait.notifications.records import register_kinds

        register_kinds()
