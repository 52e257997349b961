from datetime import timedelta

from django.apps import AppConfig


class TrackersConfig(AppConfig):
    name = "plait.trackers"
    label = "trackers"

    def ready(self) -> None:
        from plait.jobs.timetable import Timed, put_on_timetable
        from plait.trackers.jobs import put_back_what_stopped
        from plait.trackers.records import register_kinds

        register_kinds()
        put_on_timetable(Timed("put back trackers whose reading stopped", timedelta(minutes=1), put_back_what_stopped))
