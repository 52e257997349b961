from datetime import timedelta

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "plait.notifications"
    label = "notifications"

    def ready(self) -> None:
        from plait.accounts.from_above import letters_are_carried_by
        from plait.jobs.timetable import Timed, put_on_timetable
        from plait.notifications.delivery import carry, send_waiting
        from plait.notifications.records import register_kinds

        register_kinds()
        letters_are_carried_by(carry)
        put_on_timetable(Timed("send letters that wait", timedelta(minutes=1), send_waiting))
