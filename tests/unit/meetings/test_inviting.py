"""People are asked to a meeting by letters with a calendar entry, and answer with one press."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from plait.access.commands import exclude
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.commands import add_seat, leave_seat, seat_person
from plait.groups.models import Group, HoldingAs, Seat
from plait.meetings import commands
from plait.meetings.jobs import keep_invitations
from plait.meetings.models import AnsweredBy, Invitation, InvitationState, Meeting
from plait.meetings.planning import Plan
from plait.notifications.delivery import deliver
from plait.people.commands import merge_people
from plait.people.models import Person
from tests.factories.foundations import UserFactory
from tests.factories.people import PersonFactory
from tests.small_partnership import BEGAN, World, small_partnership
from tests.unit.notifications.conftest import Sink, sink  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 9)
AFTERNOON = Plan(time(14), time(16), "County Hall", "https://meet.marlshire.example/practice", 30)


@dataclass
class Table:
    """A group of three seats: a chair, and a nurse with a deputy."""

    group: Group
    chair: Person
    nurse: Person
    deputy: Person
    seat: Seat
    meeting: Meeting
    by: Actor
    at: datetime

    def invitation(self, person: Person) -> Invitation:
        return Invitation.objects.get(meeting=self.meeting, person=person)

    def answer(self, person: Person, *, comes: bool, words: str = "") -> None:
        how = AnsweredBy.BUSINESS_UNIT
        commands.answer_invitation(
            invitation=self.invitation(person), comes=comes, words=words, how=how, by=self.by, at=self.at
        )

    def states(self) -> dict[str, str]:
        return {each.person.name: each.state for each in Invitation.objects.select_related("person").order_by("pk")}


def _seat(group: Group, title: str, person: Person, by: Actor, at: datetime) -> Seat:
    seat = add_seat(group=group, title=title, agency=None, by=by, at=at)
    seat_person(seat=seat, person=person, starts_on=BEGAN, by=by, at=at)
    return seat


def _person(name: str) -> Person:
    return PersonFactory(name=name, email=f"{name.split()[0].lower()}@marlshire.example")


@pytest.fixture
def world(by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(timezone, "now", lambda: at)
    return small_partnership(by=by, at=at)


@pytest.fixture
def table(world: World, by: Actor, at: datetime) -> Table:
    chair, nurse, deputy = (_person(name) for name in ("Hester Lockyer", "Sunita Chandel", "Wyn Stranger"))
    group = world.oversight
    _seat(group, "Chair", chair, by, at)
    seat = _seat(group, "Named nurse", nurse, by, at)
    seat_person(seat=seat, person=deputy, starts_on=BEGAN, as_what=HoldingAs.DEPUTY, by=by, at=at)
    meeting = commands.plan_meetings(group=group, days=[DAY], plan=AFTERNOON, by=by, at=at)[0]
    return Table(group, chair, nurse, deputy, seat, meeting, by, at)


def entry_of(mail) -> tuple[str, Event]:  # type: ignore[no-untyped-def]
    (calendar,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    read = Calendar.from_ical(calendar.get_payload(decode=True))
    assert isinstance(read, Calendar)
    return str(calendar["Content-Type"].params["method"]), read.events[0]


def link_in(mail) -> str:  # type: ignore[no-untyped-def]
    found = re.search(r"https?://[^/\s]+(/meetings/answer/\S+)", mail.get_body(("plain",)).get_content())
    assert found
    return found[1]


def test_holders_are_asked_and_get_an_entry_for_their_calendar(table: Table, sink: Sink) -> None:  # noqa: F811
    assert commands.invite(meeting=table.meeting, by=table.by, at=table.at) >= 2
    deliver.call()
    mail = next(mail for mail in sink.taken if "sunita" in mail["To"])
    text = mail.get_body(("plain",)).get_content()
    assert "Wednesday 9 December 2026, 2pm to 4pm" in text
    assert "The recording is kept for 30 days." in text
    method, entry = entry_of(mail)
    assert (method, entry["SEQUENCE"], entry["LOCATION"]) == ("REQUEST", 0, "County Hall")
    assert entry.start == datetime(2026, 12, 9, 14, tzinfo=table.at.tzinfo)
    assert "wyn@marlshire.example" not in [mail["To"] for mail in sink.taken]
    assert commands.invite(meeting=table.meeting, by=table.by, at=table.at) == 0


def test_apologies_are_one_press_without_an_account_and_the_deputy_is_asked(
    table: Table,
    sink: Sink,  # noqa: F811
) -> None:
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    deliver.call()
    address, client = link_in(next(mail for mail in sink.taken if "sunita" in mail["To"])), Client()
    assert b"Sunita Chandel" in client.get(address).content
    assert table.invitation(table.nurse).state == InvitationState.ASKED
    client.post(address, {"comes": "no", "words": "On leave"})
    client.post(address, {"comes": "no", "words": "On leave"})
    assert (table.invitation(table.nurse).state, table.invitation(table.nurse).words) == ("apologies", "On leave")
    deliver.call()
    assert [mail["To"] for mail in sink.taken].count("wyn@marlshire.example") == 1
    assert b"You sent apologies." in client.get(address).content


def test_a_holder_who_comes_after_all_lets_the_deputy_go(table: Table, sink: Sink) -> None:  # noqa: F811
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    table.answer(table.nurse, comes=False)
    table.answer(table.nurse, comes=True)
    assert table.invitation(table.deputy).state == InvitationState.LET_GO
    deliver.call()
    last = [mail for mail in sink.taken if "wyn" in mail["To"]][-1]
    assert entry_of(last)[0] == "CANCEL"
    table.answer(table.nurse, comes=False)
    assert table.invitation(table.deputy).state == InvitationState.ASKED


def test_a_moved_meeting_moves_in_calendars_and_asks_anew(table: Table, sink: Sink) -> None:  # noqa: F811
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    table.answer(table.nurse, comes=True)
    deliver.call()
    first = entry_of(next(mail for mail in sink.taken if "sunita" in mail["To"]))[1]
    sink.taken.clear()
    to = date(2027, 6, 9)
    commands.change_plan(meeting=table.meeting, on=to, plan=AFTERNOON, sequence=0, by=table.by, at=table.at)
    deliver.call()
    method, entry = entry_of(next(mail for mail in sink.taken if "sunita" in mail["To"]))
    assert (method, entry["UID"], entry["SEQUENCE"]) == ("REQUEST", first["UID"], 1)
    assert entry.start == datetime(2027, 6, 9, 13, tzinfo=table.at.tzinfo)
    assert set(table.states().values()) == {"asked"}


def test_another_place_is_told_and_answers_stand(table: Table, sink: Sink) -> None:  # noqa: F811
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    table.answer(table.nurse, comes=True)
    plan = Plan(AFTERNOON.starts_at, AFTERNOON.ends_at, "Wendmouth Library")
    commands.change_plan(meeting=table.meeting, on=DAY, plan=plan, sequence=0, by=table.by, at=table.at)
    assert table.invitation(table.nurse).state == InvitationState.COMES
    deliver.call()
    assert entry_of(sink.taken[-1])[1]["LOCATION"] == "Wendmouth Library"


def test_a_cancelled_meeting_is_taken_out_of_calendars_with_its_reason(
    table: Table,
    sink: Sink,  # noqa: F811
) -> None:
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    deliver.call()
    address, before = link_in(sink.taken[0]), len(sink.taken)
    commands.cancel_meeting(meeting=table.meeting, because="Half term", by=table.by, at=table.at)
    deliver.call()
    told = sink.taken[before:]
    assert len(told) == before
    assert {entry_of(mail)[0] for mail in told} == {"CANCEL"}
    assert "Half term" in told[0].get_body(("plain",)).get_content()
    page = Client().post(address, {"comes": "yes"}, follow=True).content.decode()
    assert "This meeting is cancelled" in page
    assert set(table.states().values()) == {"asked"}


def test_whoever_leaves_a_seat_the_day_before_is_let_go_and_their_successor_is_asked(table: Table) -> None:
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    holding = table.seat.holdings.get(person=table.nurse)
    leave_seat(holding=holding, ends_on=DAY - timedelta(days=1), by=table.by, at=table.at)
    new = _person("Idris Vale")
    seat_person(seat=table.seat, person=new, starts_on=DAY - timedelta(days=1), by=table.by, at=table.at)
    keep_invitations(table.at)
    assert table.invitation(table.nurse).state == InvitationState.LET_GO
    assert table.invitation(new).state == InvitationState.ASKED
    with pytest.raises(Refusal, match="no longer asked"):
        table.answer(table.nurse, comes=True)


def test_an_empty_seat_asks_its_deputy_and_whoever_is_shut_out_is_not_asked(table: Table) -> None:
    exclude(circle=table.group.circle, person=table.chair, reason="Knows the family", by=table.by, at=table.at)
    holding = table.seat.holdings.get(person=table.nurse)
    leave_seat(holding=holding, ends_on=DAY - timedelta(days=1), by=table.by, at=table.at)
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    assert table.deputy.name in table.states()
    assert table.chair.name not in table.states()


def test_a_link_of_somebody_let_go_and_one_that_nobody_was_given_open_nothing(
    table: Table,
    sink: Sink,  # noqa: F811
) -> None:
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    table.answer(table.nurse, comes=False)
    deliver.call()
    address = link_in(next(mail for mail in sink.taken if "wyn" in mail["To"]))
    table.answer(table.nurse, comes=True)
    for path in (address, reverse("answer_invitation", args=["nobody-was-given-this"])):
        answer = Client().get(path)
        assert (answer.status_code, b"does not work any more" in answer.content) == (410, True)


def test_somebody_signed_in_answers_on_the_meetings_page_and_for_nobody_else(table: Table) -> None:
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    client = Client()
    client.force_login(UserFactory(person=table.nurse))
    assert b"Will you come?" in client.get(reverse("meeting", args=[table.meeting.pk])).content
    client.post(reverse("answer_own_invitation", args=[table.meeting.pk]), {"comes": "yes"})
    assert table.invitation(table.nurse).answered_by == AnsweredBy.THEMSELVES
    other = reverse("answer_invitation_for", args=[table.meeting.pk, table.chair.pk])
    assert client.post(other, {"comes": "no"}).status_code == 403
    assert table.invitation(table.chair).state == InvitationState.ASKED


def test_the_business_unit_sends_invitations_and_writes_down_what_it_is_told(table: Table, world: World) -> None:
    client = Client()
    client.force_login(world.business_unit)
    client.post(reverse("invite_to_meeting", args=[table.meeting.pk]))
    client.post(reverse("answer_invitation_for", args=[table.meeting.pk, table.nurse.pk]), {"comes": "no"})
    page = client.get(reverse("meeting_invitations", args=[table.meeting.pk])).content.decode()
    assert "1 sent apologies" in page
    assert "Named nurse, as deputy" in page


def test_two_records_of_one_person_are_asked_once(table: Table) -> None:
    commands.invite(meeting=table.meeting, by=table.by, at=table.at)
    merge_people(keep=table.chair, merge=table.nurse, by=table.by, at=table.at)
    assert table.invitation(table.chair).state == InvitationState.ASKED
    assert Invitation.objects.filter(state=InvitationState.ASKED, person=table.nurse).count() == 0
