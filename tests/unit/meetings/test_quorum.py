"""Whether a meeting was quorate, by the terms of its own day."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.core.actor import Actor
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import HoldingAs, SeatRole, TermsVersion
from plait.meetings.models import Attendance, Meeting, Presence
from plait.meetings.queries.meetings import attendance_of
from plait.meetings.queries.quorum import quorum_of
from plait.people.models import Person
from tests.factories.groups import TermsVersionFactory
from tests.factories.meetings import AttendanceFactory, MeetingFactory
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import BEGAN, World, small_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def meeting(world: World) -> Meeting:
    meeting: Meeting = MeetingFactory(group=world.oversight, held_on=date(2026, 10, 7))
    return meeting


@pytest.fixture
def terms(world: World, at: datetime) -> TermsVersion:
    """Two seats make a quorum; Owen Tasker has one of them, the business unit's does not count."""
    group = world.oversight
    terms: TermsVersion = TermsVersionFactory(
        group=group, quorum_number=2, agreed_at=at, holds_from=BEGAN, agreed_words="Minutes"
    )
    return terms


def came(meeting: Meeting, person: Person | None, status: Presence = Presence.PRESENT, **given: str) -> Attendance:
    name = given.pop("name", person.name if person else "")
    row: Attendance = AttendanceFactory(meeting=meeting, person=person, name=name, status=status, **given)
    return row


def said(meeting: Meeting) -> str:
    return quorum_of(meeting, list(attendance_of(meeting)), today=TODAY).sentence


def test_nothing_is_said_without_terms_or_of_a_meeting_to_come(world: World, meeting: Meeting, at: datetime) -> None:
    assert said(meeting) == ""
    TermsVersionFactory(group=world.oversight, quorum_number=2)
    assert said(meeting) == ""
    later = TermsVersionFactory(
        group=world.oversight, quorum_number=2, agreed_at=at, holds_from=date(2026, 10, 8), agreed_words="Minutes"
    )
    assert said(meeting) == ""
    coming = MeetingFactory(group=world.oversight, held_on=date(2026, 12, 2))
    assert later.holds_from < coming.held_on
    assert said(coming) == ""


def test_the_business_unit_and_observers_do_not_count(
    world: World, meeting: Meeting, terms: TermsVersion, by: Actor, at: datetime
) -> None:
    watching = add_seat(group=world.oversight, title="Watching", agency=None, role=SeatRole.OBSERVER, by=by, at=at)
    observer = PersonFactory()
    seat_person(seat=watching, person=observer, starts_on=BEGAN, by=by, at=at)
    for person in (world.member.person, world.business_unit.person, observer):
        came(meeting, person)
    assert said(meeting) == "Not quorate: 1 seat was represented and 2 are needed."


def test_a_deputy_and_whoever_the_minutes_say_came_for_somebody_count(
    world: World, meeting: Meeting, terms: TermsVersion, by: Actor, at: datetime
) -> None:
    health = add_seat(group=world.oversight, title="Designated nurse", agency=None, by=by, at=at)
    deputy, sent = PersonFactory(), PersonFactory(name="Wyn Stranger")
    seat_person(seat=health, person=deputy, starts_on=BEGAN, as_what=HoldingAs.DEPUTY, by=by, at=at)
    came(meeting, deputy, Presence.DEPUTY)
    came(meeting, world.member.person, Presence.APOLOGIES)
    assert said(meeting).startswith("Not quorate: 1 seat")
    came(meeting, sent, Presence.DEPUTY, deputising_for="Owen Tasker")
    assert said(meeting).startswith("Quorate: 2 seats")


def test_an_agency_is_there_by_a_seat_a_post_or_the_words_of_the_minutes(
    world: World, meeting: Meeting, terms: TermsVersion
) -> None:
    police = AgencyFactory(name="Marlshire Constabulary", short_name="Constabulary")
    terms.quorum_number = None
    terms.save()
    terms.quorum_agencies.add(police)
    came(meeting, world.member.person)
    assert said(meeting) == "Not quorate: nobody came for Constabulary."
    stranger = came(meeting, None, name="PC Somebody", organisation="constabulary")
    assert said(meeting) == "Quorate: Constabulary was there."
    stranger.delete()
    PostFactory(agency=police, holder=world.member.person)
    assert said(meeting).startswith("Quorate")


def test_the_page_of_the_meeting_says_it(world: World, meeting: Meeting, terms: TermsVersion) -> None:
    came(meeting, world.member.person)
    client = Client()
    client.force_login(world.member)
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Not quorate: 1 seat was represented and 2 are needed." in page
