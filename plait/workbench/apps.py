from datetime import timedelta

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "plait.workbench"
    label = "workbench"

    def ready(self) -> None:
        from plait.jobs.timetable import Timed, put_on_timetable
        from plait.workbench.jobs import read_files_for_search
        from plait.workbench.records import register_kinds

        register_kinds()
        put_on_timetable(Timed("read files for search", timedelta(minutes=1), read_files_for_search))
