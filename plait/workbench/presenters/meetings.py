"""Meetings and waiting minutes as lines of a side list."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from plait.core.dates import say_near
from plait.meetings.models import Meeting, MinutesImport
from plait.meetings.queries import Coming
from plait.workbench.presenters.amounts import beginning, how_far, many, short_weekday


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """`day` is short ("Wed 4 Nov"); `how_far` is said from today."""

    title: str
    url: str
    day: str
    how_far: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class ImportRow:
    """Minutes that were read and wait for a person. The file's name is not shown: it may hold case words."""

    title: str
    url: str
    note: str
    questions: int
    questions_words: str
    restricted: bool


def coming_row(found: Coming, today: date) -> MeetingRow:
    """A day that has no record yet leads to the group's page."""
    if found.meeting is not None:
        return meeting_row(found.meeting, today)
    url = reverse("group", args=[found.group.slug])
    return MeetingRow(found.group.name, url, *_when(found.on, today), found.restricted)


def meeting_row(meeting: Meeting, today: date) -> MeetingRow:
    url = reverse("meeting", args=[meeting.pk])
    return MeetingRow(meeting.group.name, url, *_when(meeting.held_on, today), meeting.circle.restricted)


def _when(day: date, today: date) -> tuple[str, str]:
    return short_weekday(day, today), how_far(day, today)


def import_row(minutes: MinutesImport, today: date) -> ImportRow:
    questions: int = minutes.open_questions  # type: ignore[attr-defined]
    actions: int = minutes.open_actions  # type: ignore[attr-defined]
    added = timezone.localtime(minutes.added_at).date()
    day = say_near(minutes.held_on, today) if minutes.held_on else f"added {say_near(added, today)}"
    who = minutes.changed_by or minutes.added_by
    asked = f", {many(questions, 'question')}" if questions else ""
    with_whom = f" With {who.name}." if who else ""
    return ImportRow(
        title=f"{minutes.group.name}, {day}",
        url=reverse("minutes_import", args=[minutes.pk]),
        note=f"{beginning(many(actions, 'action'))} read{asked}.{with_whom}",
        questions=questions,
        questions_words=beginning(many(questions, "question")),
        restricted=minutes.circle.restricted,
    )
