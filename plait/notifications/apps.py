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
        from plait.notifications.returns import look_for_returns
        from plait.notifications.tasks import write_the_daily_letters
        from plait.notifications.topics import ASKED, RECEIPT, register_topic

        register_kinds()
        register_topic(ASKED)
        register_topic(RECEIPT)
        letters_are_carried_by(carry)
        put_on_timetable(Timed("send letters that wait", timedelta(minutes=1), send_waiting))
        put_on_timetable(Timed("write the daily letters", timedelta(hours=1), write_the_daily_letters))
        put_on_timetable(Timed("look for letters that came back", timedelta(minutes=5), look_for_returns))
