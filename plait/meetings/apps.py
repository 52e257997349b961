from datetime import timedelta

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "plait.meetings"
    label = "meetings"

    def ready(self) -> None:
        from plait.jobs.timetable import Timed, put_on_timetable
        from plait.meetings.commands.inviting import ENCLOSED
        from plait.meetings.invitation_calendar import entries_for
        from plait.meetings.jobs import keep_invitations, put_back_what_stopped
        from plait.meetings.queries.coming import next_meeting_days
        from plait.meetings.queries.findable import every_decision, every_meeting
        from plait.meetings.records import register_kinds
        from plait.meetings.records_of_batches import register_batches
        from plait.meetings.records_of_matters import register_matters
        from plait.notifications.enclosures import register_enclosure
        from plait.rounds.coming import meetings_are_told_by
        from plait.search.findable import put_in_search

        register_kinds()
        meetings_are_told_by(next_meeting_days)
        put_in_search("meeting", every_meeting)
        put_in_search("decision", every_decision)
        register_matters()
        register_batches()
        register_enclosure(ENCLOSED, entries_for)
        put_on_timetable(Timed("keep invitations to meetings", timedelta(hours=6), keep_invitations))
        put_on_timetable(Timed("put back readings that stopped", timedelta(minutes=1), put_back_what_stopped))
