"""A group's meetings to come: planned for the year, moved, cancelled, and held when their minutes come in."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref, kind
from plait.history.queries import entries_of
from plait.meetings import commands
from plait.meetings.models import Meeting, MeetingState
from plait.meetings.planning import Plan
from plait.meetings.queries import coming_meetings, next_meeting_of
from tests.unit.meetings.conftest import Import, Room

AFTERNOON = Plan(time(14), time(16), "County Hall", "https://meet.marlshire.example/practice", 30)
DAYS = [date(2026, 12, 9), date(2027, 3, 10)]


def planned(room: Room, at: datetime, *days: date, plan: Plan = AFTERNOON) -> list[Meeting]:
    return commands.plan_meetings(group=room.group, days=days or DAYS, plan=plan, by=room.by, at=at)


def signed_in(room: Room) -> Client:
    client = Client()
    client.force_login(room.user)
    return client


@pytest.mark.django_db
def test_the_days_of_a_year_stand_as_meetings_to_come(room: Room, at: datetime) -> None:
    planned(room, at)
    assert [each.on for each in coming_meetings(room.user, on=at.date())] == DAYS
    assert next_meeting_of(room.group, after=at.date()) == DAYS[0]
    stands = Meeting.objects.get(held_on=DAYS[0])
    assert Plan.of(stands) == AFTERNOON
    assert stands.state == MeetingState.PLANNED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "plan", "said"),
    [
        ([], Plan(), "at least one day"),
        ([DAYS[0], DAYS[0]], Plan(), "9 December 2026 stands there twice"),
        ([date(2026, 10, 1)], Plan(), "1 October 2026 is over"),
        ([date(2031, 10, 1)], Plan(), "more than three years away"),
        (DAYS, Plan(time(16), time(14)), "ends before it starts"),
        (DAYS, Plan(None, time(14)), "Give the time at which the meeting starts"),
        ([DAYS[0] + timedelta(n) for n in range(61)], Plan(), "at most 60 at a time"),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_is_kept(
    room: Room, at: datetime, days: list[date], plan: Plan, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        commands.plan_meetings(group=room.group, days=days, plan=plan, by=room.by, at=at)
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_a_group_meets_once_a_day_and_all_days_are_kept_or_none(room: Room, at: datetime) -> None:
    planned(room, at, DAYS[1])
    with pytest.raises(Refusal, match="meets on 10 March 2027 already"):
        planned(room, at)
    assert Meeting.objects.count() == 1


@pytest.mark.django_db
def test_a_moved_meeting_says_from_when_to_when(room: Room, at: datetime) -> None:
    meeting = planned(room, at, DAYS[0])[0]
    to = date(2026, 12, 16)
    moved = commands.change_plan(meeting=meeting, on=to, plan=AFTERNOON, sequence=0, by=room.by, at=at)
    assert (moved.held_on, moved.sequence) == (to, 1)
    entry = entries_of(Ref("meeting", meeting.pk))[0]
    tell = kind("meeting").tell
    assert tell is not None
    assert tell(entry.verb, entry.detail.said) == "moved the meeting from 9 December 2026 to 16 December 2026"


@pytest.mark.django_db
def test_of_two_people_who_change_a_meeting_the_second_is_asked_to_look_again(room: Room, at: datetime) -> None:
    meeting = planned(room, at, DAYS[0])[0]
    commands.change_plan(meeting=meeting, on=DAYS[1], plan=AFTERNOON, sequence=0, by=room.by, at=at)
    with pytest.raises(Stale, match="Look again"):
        commands.change_plan(meeting=meeting, on=DAYS[0], plan=Plan(), sequence=0, by=room.by, at=at)
    assert Meeting.objects.get().held_on == DAYS[1]


@pytest.mark.django_db
def test_a_cancelled_meeting_keeps_its_reason_and_frees_its_day(room: Room, at: datetime) -> None:
    meeting = planned(room, at, DAYS[0])[0]
    with pytest.raises(Refusal, match="Say in a few words why"):
        commands.cancel_meeting(meeting=meeting, because="  ", by=room.by, at=at)
    commands.cancel_meeting(meeting=meeting, because="Half term", by=room.by, at=at)
    commands.cancel_meeting(meeting=meeting, because="A second press", by=room.by, at=at)
    assert Meeting.objects.get().because == "Half term"
    assert next_meeting_of(room.group, after=at.date()) is None
    with pytest.raises(Refusal, match="This meeting is cancelled"):
        commands.change_plan(meeting=meeting, on=DAYS[1], plan=Plan(), sequence=1, by=room.by, at=at)
    planned(room, at, DAYS[0])
    assert next_meeting_of(room.group, after=at.date()) == DAYS[0]


@pytest.mark.django_db
def test_a_planned_meeting_is_held_when_its_minutes_come_in(imported: Import, room: Room, at: datetime) -> None:
    held_on = date(2026, 10, 7)
    meeting = planned(room, datetime(2026, 9, 1, 9, tzinfo=at.tzinfo), held_on)[0]
    commands.confirm(minutes=imported(), by=room.by, at=at)
    stands = Meeting.objects.get()
    assert (stands.pk, stands.state) == (meeting.pk, MeetingState.HELD)
    with pytest.raises(Refusal, match="was held"):
        commands.cancel_meeting(meeting=stands, because="Too late", by=room.by, at=at)


@pytest.mark.django_db
def test_the_page_proposes_days_by_a_pattern_and_keeps_what_was_made_of_them(room: Room) -> None:
    client, address = signed_in(room), reverse("plan_dates", args=[room.group.slug])
    asked = client.get(address, {"place": "1", "weekday": "0", "months": ["5", "6"], "year": "2027"}).content.decode()
    assert "Monday 10 May 2027\nMonday 7 June 2027" in asked
    assert "Not 3 May 2027, which is a bank holiday" in asked
    answer = client.post(address, {"days": "Mon 10 May 2027\n\n7/6/27", "starts_at": "2pm"})
    assert answer.status_code == 302
    assert [m.held_on for m in Meeting.objects.order_by("held_on")] == [date(2027, 5, 10), date(2027, 6, 7)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"days": "10 March 2027\nthe usual day"}, "“the usual day” is not a day"),
        ({"days": "10 March 2027", "link": "javascript:alert(1)"}, "not a link that begins with https"),
        ({"days": "10 March 2020"}, "10 March 2020 is over"),
        ({"days": ""}, "Write at least one day"),
    ],
)
def test_a_page_that_is_filled_in_wrongly_says_so_and_keeps_what_was_typed(
    room: Room, sent: dict[str, str], said: str
) -> None:
    answer = signed_in(room).post(reverse("plan_dates", args=[room.group.slug]), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert sent["days"].splitlines()[:1] == [] or sent["days"].splitlines()[0] in answer.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_the_meetings_page_tells_what_is_planned_and_leads_to_its_changing(room: Room, at: datetime) -> None:
    meeting = planned(room, at, DAYS[0])[0]
    client = signed_in(room)
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "It will be recorded. The recording is kept for 30 days" in page
    assert reverse("cancel_meeting", args=[meeting.pk]) in page
    client.post(reverse("cancel_meeting", args=[meeting.pk]), {"because": "Half term"})
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Half term" in page
    assert reverse("cancel_meeting", args=[meeting.pk]) not in page
