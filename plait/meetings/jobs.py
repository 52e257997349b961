"""Periodic work of this room."""

from datetime import datetime

from django.utils import timezone

from plait.core.actor import Actor
from plait.meetings.commands import put_back, tell_of_change
from plait.meetings.queries.inviting import meetings_with_invitations


def put_back_what_stopped(at: datetime) -> None:
    """Files whose reading died with its worker are read again."""
    put_back(by=Actor.job("The timetable"), at=at)


def keep_invitations(at: datetime) -> None:
    """Whoever took a seat since is asked to the meetings to come, and whoever left theirs is let go."""
    for meeting in meetings_with_invitations(on=timezone.localdate(at)):
        tell_of_change(meeting=meeting, by=Actor.job("The timetable"), at=at)
