"""Meetings that stand: those that were held or will be."""

from django.db.models import QuerySet

from plait.meetings.models import Meeting, MeetingState


def not_cancelled() -> QuerySet[Meeting]:
    """A group has one of them a day."""
    return Meeting.objects.exclude(state=MeetingState.CANCELLED)
