from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "plait.jobs"
    label = "jobs"

    def ready(self) -> None:
        from plait.jobs.clearing import clear_queue
        from plait.jobs.sealing import seal_history
        from plait.jobs.timetable import Timed, put_on_timetable

        put_on_timetable(Timed("seal the history", timedelta(minutes=1), seal_history))
        put_on_timetable(Timed("clear the queue", timedelta(hours=6), clear_queue))
