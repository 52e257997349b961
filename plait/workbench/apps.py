from datetime import timedelta

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "plait.workbench"
    label = "workbench"

    def ready(self) -> None:
        from plait.accounts.from_above import say_at_the_door
        from plait.jobs.timetable import Timed, put_on_timetable
        from plait.workbench.door import whom_to_be
        from plait.workbench.jobs import read_files_for_search
        from plait.workbench.records import register_kinds

        register_kinds()
        say_at_the_door(whom_to_be)
        put_on_timetable(Timed("read files for search", timedelta(minutes=1), read_files_for_search))
