from datetime import timedelta

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "plait.rounds"
    label = "rounds"

    def ready(self) -> None:
        from plait.jobs.timetable import Timed, put_on_timetable
        from plait.notifications.enclosures import register_enclosure
        from plait.rounds.asking import finish_opening, open_rounds_before_meetings, remind_silent
        from plait.rounds.commands.asking import SHEET
        from plait.rounds.enclosing import sheets_for
        from plait.rounds.inbound import look_for_replies
        from plait.rounds.records import register_kinds
        from plait.rounds.standing_still import look_for_stuck

        register_kinds()
        register_enclosure(SHEET, sheets_for)
        put_on_timetable(Timed("ask owners of rounds not yet asked", timedelta(minutes=5), finish_opening))
        put_on_timetable(Timed("open rounds before meetings", timedelta(hours=1), open_rounds_before_meetings))
        put_on_timetable(Timed("look for replies of owners", timedelta(minutes=2), look_for_replies))
        put_on_timetable(Timed("note what has not moved in two rounds", timedelta(hours=1), look_for_stuck))
        put_on_timetable(Timed("remind owners of open rounds", timedelta(hours=1), remind_silent))
