"""Who is asked to a meeting, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from plait.core.dates import say, say_near, say_weekday
from plait.meetings import planning
from plait.meetings.models import AnsweredBy, AskedAs, Invitation, InvitationState, Meeting
from plait.meetings.presenters.amounts import many
from plait.meetings.presenters.check import Fact


@dataclass(frozen=True, slots=True)
class AskedRow:
    """`answer_url` where somebody may still be answered for."""

    name: str
    seat: str
    state: str
    said: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    title: str
    summary: str
    rows: Sequence[AskedRow]
    can_invite: bool
    button: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """`said` is what they answered before; `asks` whether an answer still counts."""

    title: str
    name: str
    group: str
    facts: Sequence[Fact]
    join: str
    said: str
    asks: bool


def sent_words(letters: int) -> str:
    if letters == 0:
        return "Everybody knows already. Nothing was sent."
    return f"{many(letters, 'letter')} written. {'It goes' if letters == 1 else 'They go'} out now."


def invitations_page(meeting: Meeting, asked: Sequence[Invitation], today: date) -> InvitationsPage:
    counted = {state: sum(each.state == state for each in asked) for state in InvitationState}
    summary = [
        f"{counted[InvitationState.COMES]} will come",
        f"{counted[InvitationState.APOLOGIES]} sent apologies",
        f"{counted[InvitationState.ASKED]} did not answer yet",
    ]
    can = planning.can_change(meeting)
    return InvitationsPage(
        f"Who comes on {say(meeting.held_on)}",
        ", ".join(summary) + "." if asked else "",
        [_row(meeting, each, today, can) for each in asked],
        can,
        "Ask whoever has not been asked" if asked else "Send the invitations",
    )


def _row(meeting: Meeting, asked: Invitation, today: date, can: bool) -> AskedRow:
    deputy = ", as deputy" if asked.asked_as == AskedAs.DEPUTY else ""
    seat = f"{asked.seat.title}{deputy}" if asked.seat else "Guest"
    here = can and asked.state != InvitationState.LET_GO
    url = reverse("answer_invitation_for", args=[meeting.pk, asked.person_id]) if here else ""
    return AskedRow(asked.person.name, seat, InvitationState(asked.state).label, _answered(asked, today), url)


def _answered(asked: Invitation, today: date) -> str:
    if asked.answered_at is None:
        return "" if asked.told is not None or asked.state == InvitationState.LET_GO else "Not written to yet"
    day = say_near(timezone.localdate(asked.answered_at), today)
    how = AnsweredBy(asked.answered_by).label
    return f"{how}, {day}" + (f": “{asked.words}”" if asked.words else "")


def answer_page(asked: Invitation, today: date) -> AnswerPage:
    meeting = asked.meeting
    facts = [
        Fact("Day", say_weekday(meeting.held_on)),
        Fact("Time", planning.times_of(meeting)),
        Fact("Place", meeting.venue),
        Fact("Recording", recording_words(meeting)),
    ]
    return AnswerPage(
        f"{meeting.group.name}, {say(meeting.held_on)}",
        asked.person.name,
        meeting.group.name,
        [fact for fact in facts if fact.words],
        meeting.link,
        said_words(asked),
        planning.can_change(meeting) and meeting.held_on >= today,
    )


def said_words(asked: Invitation) -> str:
    """What they answered before, to themselves."""
    said = {InvitationState.COMES: "You said that you will come.", InvitationState.APOLOGIES: "You sent apologies."}
    return said.get(InvitationState(asked.state), "")


def recording_words(meeting: Meeting) -> str:
    """What everybody who is asked must know beforehand."""
    if not meeting.recorded:
        return ""
    return f"It will be recorded. The recording is kept for {many(meeting.recording_days or 0, 'day')}"
