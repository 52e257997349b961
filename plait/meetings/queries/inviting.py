"""Who is asked to a meeting to come, and who should be."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from plait.access.queries import people_in
from plait.groups.models import HoldingAs, SeatHolding
from plait.groups.queries import holdings_on
from plait.meetings.models import Invitation, InvitationState, Meeting, MeetingState


@dataclass(frozen=True, slots=True)
class Seated:
    """Who holds each of the group's seats on the meeting's day, and who deputises, by the seats' keys."""

    holders: dict[int, SeatHolding]
    deputies: dict[int, SeatHolding]


def seated_on_the_day(meeting: Meeting) -> Seated:
    """Of those in the meeting's circle on its day. Whoever is shut out of it is not asked."""
    known = people_in(meeting.circle_id, on=meeting.held_on)
    held = holdings_on(meeting.held_on).filter(seat__group=meeting.group_id).order_by("seat", "pk")
    there = [each for each in held if each.person_id in known]
    return Seated(
        {each.seat_id: each for each in there if each.as_what == HoldingAs.HOLDER},
        {each.seat_id: each for each in there if each.as_what == HoldingAs.DEPUTY},
    )


def invitations_of(meeting: Meeting) -> QuerySet[Invitation]:
    """Those who are or were asked, by name."""
    return Invitation.objects.filter(meeting=meeting).select_related("person", "seat").order_by("person__name", "pk")


def invitation_for(meeting_key: int, person_key: int) -> Invitation | None:
    """The running invitation of one person to one meeting."""
    asked = Invitation.objects.filter(meeting=meeting_key, person=person_key).exclude(state=InvitationState.LET_GO)
    return asked.select_related("meeting__group", "meeting__circle", "person", "seat").first()


def meetings_with_invitations(*, on: date) -> QuerySet[Meeting]:
    """Planned for `on` or later, with invitations that went out; the soonest first."""
    sent = Invitation.objects.filter(told__isnull=False).order_by().values("meeting")
    planned = Meeting.objects.filter(state=MeetingState.PLANNED, held_on__gte=on, pk__in=sent)
    return planned.select_related("group", "circle").order_by("held_on", "pk")
