"""What is left behind, by a group that ends and by a person who leaves, goes over in one form, with a trace."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.commands import let_in
from plait.access.models import Grant
from plait.access.queries import people_in
from plait.accounts.models import User
from plait.actions.models import OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.commands import add_seat, leave_seat, seat_person
from plait.groups.models import Group, HoldingAs, Seat, SeatHolding
from plait.groups.queries import vacancies
from plait.history.models import Entry
from plait.meetings.models import MeetingState
from plait.search.models import SearchRow
from plait.workbench.commands import end_group_and_hand_over, record_leaving
from tests.factories.groups import GroupFactory
from tests.factories.matters import MatterFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.people import PersonFactory, PostFactory
from tests.factories.risks import RiskFactory
from tests.factories.rounds import RoundFactory
from tests.small_partnership import BEGAN, World
from tests.unit.workbench.conftest import MakeAction

DAY = date(2026, 10, 14)
DEPUTY = HoldingAs.DEPUTY
SignIn = Callable[[User], Client]


def test_risks_and_matters_go_over_with_the_group(world: World, by: Actor, at: datetime) -> None:
    successor = GroupFactory()
    risk, matter = RiskFactory(group=world.oversight), MatterFactory(group=world.oversight)
    with pytest.raises(Refusal, match=r"1 open risk and 1 matter for its agenda\. Choose"):
        end_group_and_hand_over(group=world.oversight, to=None, ended_on=DAY, by=by, at=at)
    end_group_and_hand_over(group=world.oversight, to=successor, ended_on=DAY, by=by, at=at)
    for record, kind in ((risk, "risk"), (matter, "matter")):
        record.refresh_from_db()
        assert (record.group, record.circle) == (successor, successor.circle)
        assert Entry.objects.filter(kind=kind, key=record.pk, verb="handed_over").exists()
        row = SearchRow.objects.get(kind=kind, key=record.pk)
        assert row.circle_id == successor.circle_id


def test_a_round_that_runs_is_closed_and_meetings_to_come_are_cancelled_with_the_group(
    world: World, by: Actor, at: datetime
) -> None:
    held = RoundFactory(group=world.oversight)
    meeting = MeetingFactory(group=world.oversight, state=MeetingState.PLANNED, held_on=date(2026, 12, 9))
    end_group_and_hand_over(group=world.oversight, to=GroupFactory(), ended_on=DAY, by=by, at=at)
    held.refresh_from_db()
    meeting.refresh_from_db()
    assert held.closed_at == at
    assert (meeting.state, meeting.because) == (MeetingState.CANCELLED, f"The {world.oversight} has ended")


def test_what_is_restricted_keeps_its_circle(world: World, by: Actor, at: datetime) -> None:
    risk, matter = RiskFactory(group=world.review), MatterFactory(group=world.review)
    end_group_and_hand_over(group=world.review, to=world.oversight, ended_on=DAY, by=by, at=at)
    for record in (risk, matter):
        record.refresh_from_db()
        assert (record.group, record.circle) == (world.oversight, world.review.circle)


def test_the_form_says_what_goes_and_both_groups_say_on_which_day(world: World, sign_in: SignIn) -> None:
    successor = GroupFactory(name="Neglect network", slug="neglect-network")
    RiskFactory(group=world.oversight)
    MatterFactory(group=world.oversight)
    client, address = sign_in(world.business_unit), reverse("end_group", args=["oversight"])
    assert "one open risk and one matter for the next agenda" in client.get(address).content.decode()
    none = client.post(address, {"ended_on": "14 October 2026"})
    assert none.status_code == 422
    assert Group.objects.get(pk=world.oversight.pk).ended_on is None
    done = client.post(address, {"to": successor.pk, "ended_on": "14 October 2026"}, follow=True)
    assert "1 open risk and 1 matter for its agenda went to the Neglect network." in done.content.decode()
    after = sign_in(world.scrutineer).get(reverse("group", args=["oversight"])).content.decode()
    assert "Taken over on 14 October 2026 by the" in after
    before = sign_in(world.scrutineer).get(reverse("group", args=["neglect-network"])).content.decode()
    assert "Took over from" in before
    assert "On 14 October 2026." in before


@pytest.fixture
def seats(world: World, by: Actor, at: datetime) -> tuple[Seat, Seat]:
    """The member holds one seat and deputises in another."""
    one, two = (
        add_seat(group=world.oversight, title=title, agency=None, by=by, at=at) for title in ("Schools", "Health")
    )
    person = world.member.person
    seat_person(seat=one, person=person, starts_on=BEGAN, by=by, at=at)
    seat_person(seat=two, person=person, starts_on=BEGAN, as_what=DEPUTY, by=by, at=at)
    return one, two


def running(seat: Seat) -> dict[str, str]:
    held = SeatHolding.objects.filter(seat=seat, ends_on__isnull=True).order_by("pk")
    return {holding.as_what: holding.person.name for holding in held}


def test_who_leaves_leaves_vacancies(world: World, seats: tuple[Seat, Seat], by: Actor, at: datetime) -> None:
    leaver = world.member.person
    record_leaving(person=leaver, on=DAY, to=None, actions_seen=[], by=by, at=at)
    assert [running(seat) for seat in seats] == [{}, {}]
    empty = {seat.title: seat.vacant_since for seat in vacancies(on=DAY)}  # type: ignore[attr-defined]
    assert empty["Schools"] == DAY
    assert leaver.pk not in people_in(world.oversight.circle_id, on=DAY)
    assert not Grant.objects.filter(person=leaver, ends_on__isnull=True).exists()


def test_somebody_sits_in_their_seats_from_that_day(
    world: World, seats: tuple[Seat, Seat], by: Actor, at: datetime
) -> None:
    to = PersonFactory(name="Nia Frome")
    record_leaving(person=world.member.person, on=DAY, to=None, actions_seen=[], seats_to=to, by=by, at=at)
    assert [running(seat) for seat in seats] == [{"holder": "Nia Frome"}, {"deputy": "Nia Frome"}]
    assert to.pk in people_in(world.oversight.circle_id, on=DAY)
    assert not vacancies(on=DAY).filter(title="Schools").exists()


def test_a_deputy_moves_up_and_a_holder_does_not_also_deputise(
    world: World, seats: tuple[Seat, Seat], by: Actor, at: datetime
) -> None:
    to = PersonFactory(name="Nia Frome")
    seat_person(seat=seats[0], person=to, starts_on=BEGAN, as_what=DEPUTY, by=by, at=at)
    seat_person(seat=seats[1], person=to, starts_on=BEGAN, by=by, at=at)
    record_leaving(person=world.member.person, on=DAY, to=None, actions_seen=[], seats_to=to, by=by, at=at)
    assert [running(seat) for seat in seats] == [{"holder": "Nia Frome"}, {"holder": "Nia Frome"}]


def test_a_seat_that_was_to_be_taken_later_is_not(world: World, by: Actor, at: datetime) -> None:
    seat = add_seat(group=world.oversight, title="Later", agency=None, by=by, at=at)
    seat_person(seat=seat, person=world.member.person, starts_on=date(2027, 1, 4), by=by, at=at)
    record_leaving(person=world.member.person, on=DAY, to=None, actions_seen=[], by=by, at=at)
    assert running(seat) == {}
    assert world.member.person_id not in people_in(world.oversight.circle_id, on=date(2027, 1, 5))


def test_a_seat_that_was_to_be_left_later_is_left_now(
    world: World, seats: tuple[Seat, Seat], by: Actor, at: datetime
) -> None:
    held = SeatHolding.objects.get(seat=seats[0])
    leave_seat(holding=held, ends_on=date(2027, 1, 4), by=by, at=at)
    record_leaving(person=world.member.person, on=DAY, to=None, actions_seen=[], by=by, at=at)
    assert SeatHolding.objects.get(pk=held.pk).ends_on == DAY
    assert world.member.person_id not in people_in(world.oversight.circle_id, on=DAY)


def test_a_place_by_name_ends_with_them(world: World, by: Actor, at: datetime) -> None:
    leaver = world.member.person
    let_in(circle=world.review.circle, person=leaver, reason="Wrote the chronology", by=by, at=at)
    record_leaving(person=leaver, on=DAY, to=None, actions_seen=[], by=by, at=at)
    assert leaver.pk not in people_in(world.review.circle_id, on=DAY)


def test_nobody_takes_their_own_seats(world: World, by: Actor, at: datetime) -> None:
    leaver = world.member.person
    with pytest.raises(Refusal, match="Choose somebody else for the seats"):
        record_leaving(person=leaver, on=DAY, to=None, actions_seen=[], seats_to=leaver, by=by, at=at)
    assert SeatHolding.objects.filter(person=leaver, ends_on__isnull=True).exists()


def test_the_form_names_seats_deputies_and_what_waits_for_the_next_in_post(
    world: World, seats: tuple[Seat, Seat], make_action: MakeAction, sign_in: SignIn
) -> None:
    leaver = world.member.person
    named, by_post = make_action("Named", owner=leaver), make_action("By post")
    post = PostFactory(holder=leaver, title="Head of Schools")
    Responsibility.objects.create(action=by_post, kind=OwnerKind.POST, post=post, words=post.title)
    address, to = reverse("person_leaves", args=[leaver.pk]), PersonFactory(name="Nia Frome")
    client = sign_in(world.business_unit)
    shown = client.get(address).content.decode()
    for words in (
        "The seat Schools in the Practice oversight group",
        "The deputy’s place in the seat Health in the Practice oversight group",
        "The post Head of Schools",
        f"One open action by name: {named.reference}",
        f"One open action by a post: {by_post.reference}",
    ):
        assert words in shown
    given = {"day": "14 October 2026", "to": to.pk, "seats_to": to.pk}
    assert client.post(address, given).status_code == 302
    assert running(seats[0]) == {"holder": "Nia Frome"}
    assert Responsibility.objects.filter(action=named, person=to, ended_at__isnull=True).exists()
    assert not User.objects.get(person=leaver).is_active
