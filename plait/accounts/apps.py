from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plait.accounts"
    label = "accounts"

    def ready(self) -> None:
        from plait.accounts.records import register_kinds
        from plait.accounts.task import clear_sign_ins
        from plait.jobs.timetable import Timed, put_on_timetable

        register_kinds()
        put_on_timetable(Timed("clear sign-ins that ran out", timedelta(hours=6), clear_sign_ins))
