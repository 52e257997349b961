"""Periodic work of this room."""

from datetime import datetime

from plait.core.actor import Actor
from plait.trackers.commands import put_back


def put_back_what_stopped(at: datetime) -> None:
    """Files whose reading died with its worker are read again."""
    put_back(by=Actor.job("The timetable"), at=at)
