"""Meetings, imports and the lines of documents."""

from plait.meetings.queries.imports import imports_for, imports_waiting, open_questions
from plait.meetings.queries.meetings import (
    Coming,
    coming_meetings,
    decisions_for,
    meetings_for,
    next_meeting_of,
    past_meetings,
)

__all__ = [
    "Coming",
    "coming_meetings",
    "decisions_for",
    "imports_for",
    "imports_waiting",
    "meetings_for",
    "next_meeting_of",
    "open_questions",
    "past_meetings",
]
