from datetime import timedelta

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "plait.meetings"
    label = "meetings"

    def ready(self) -> None:
        from plait.jobs.timetable import Timed, put_on_timetable
        from plait.meetings.jobs import put_back_what_stopped
        from plait.meetings.records import register_kinds
        from plait.meetings.records_of_matters import register_matters

        register_kinds()
        register_matters()
        put_on_timetable(Timed("put back readings that stopped", timedelta(minutes=1), put_back_what_stopped))
