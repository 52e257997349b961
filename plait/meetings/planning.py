"""What is planned of a meeting, and when it may be planned, moved or cancelled. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from plait.core.dates import say, say_time
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.meetings.models import Invitation, InvitationState, Meeting, MeetingState

MOST_DAYS = 60
AHEAD = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Plan:
    """When in the day and where. `link` is where one joins from elsewhere; `recording_days` is how long a recording
    will be kept, None where there is none. Times are London's."""

    starts_at: time | None = None
    ends_at: time | None = None
    venue: str = ""
    link: str = ""
    recording_days: int | None = None

    @classmethod
    def of(cls, meeting: Meeting) -> "Plan":
        days = meeting.recording_days if meeting.recorded else None
        return cls(meeting.starts_at, meeting.ends_at, meeting.venue, meeting.link, days)


def check_plan(plan: Plan) -> None:
    if plan.ends_at is not None and plan.starts_at is None:
        raise Refusal("Give the time at which the meeting starts too, or leave both empty.")
    if plan.starts_at is not None and plan.ends_at is not None and plan.ends_at <= plan.starts_at:
        raise Refusal("The meeting ends before it starts. Change one of the times.")
    if plan.recording_days is not None and plan.recording_days < 1:
        raise Refusal("Say for how many days the recording is kept: 1 or more.")


def check_day(group: Group, day: date, *, today: date) -> None:
    """A meeting is planned ahead, while its group is at work."""
    if day < today:
        raise Refusal(f"{say(day)} is over. Add the minutes of a meeting that was held instead of planning it.")
    if day > today + AHEAD:
        raise Refusal(f"{say(day)} is more than three years away. Give a nearer day.")
    if day < group.started_on:
        raise Refusal(f"The {group} begins on {say(group.started_on)}. Give that day or a later one.")
    if group.ended_on and day >= group.ended_on:
        raise Refusal(f"The {group} ends on {say(group.ended_on)}. Give an earlier day.")


def check_days(group: Group, days: Sequence[date], *, today: date) -> None:
    if not days:
        raise Refusal("Choose at least one day.")
    if len(days) > MOST_DAYS:
        raise Refusal(f"These are {len(days)} days. Plan at most {MOST_DAYS} at a time.")
    if again := next((day for day in days if days.count(day) > 1), None):
        raise Refusal(f"{say(again)} stands there twice. A group meets once a day.")
    for day in days:
        check_day(group, day, today=today)


def check_is_planned(meeting: Meeting) -> None:
    """What was held or cancelled is changed no more."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal("This meeting is cancelled. Plan it again for a new day.")
    if meeting.state != MeetingState.PLANNED:
        raise Refusal("This meeting was held. Its minutes say what happened.")


def can_change(meeting: Meeting) -> bool:
    try:
        check_is_planned(meeting)
    except Refusal:
        return False
    return True


def check_are_free(group: Group, days: Sequence[date], *, taken: Collection[date]) -> None:
    """A group meets once a day; a day whose meeting was cancelled is free."""
    if day := next((day for day in days if day in taken), None):
        raise Refusal(f"The {group} meets on {say(day)} already. Choose another day.")


def times_of(meeting: Meeting) -> str:
    """2pm to 4pm; empty where no time is known."""
    return " to ".join(say_time(moment) for moment in (meeting.starts_at, meeting.ends_at) if moment)


def check_is_asked(invitation: Invitation) -> None:
    if invitation.state == InvitationState.LET_GO:
        raise Refusal("You are no longer asked to this meeting. Nothing was changed.")


def check_because(because: str) -> str:
    words = " ".join(because.replace("\x00", " ").split())[:300]
    if not words:
        raise Refusal("Say in a few words why the meeting is cancelled. Everybody who was asked reads it.")
    return words
