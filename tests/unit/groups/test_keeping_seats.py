"""Seats are added, changed, taken, left and ended; who may know follows, and the past stays."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.models import Role
from plait.access.queries import people_in, roles_held
from plait.accounts.models import User
from plait.core.actor import Actor, Way
from plait.core.refusals import Refusal
from plait.groups.commands import add_seat, change_seat, end_seat, leave_seat, open_group, seat_person
from plait.groups.models import Group, GroupKind, HoldingAs, Seat, SeatHolding, SeatRole
from plait.groups.queries import vacant_since
from plait.groups.words import vacancy
from plait.history.models import Entry
from tests.factories.people import PartnershipFactory, PersonFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def seat(world: World, by: Actor, at: datetime) -> Seat:
    return add_seat(group=world.oversight, title="Head of Probation", agency=None, by=by, at=at)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_seat_says_since_when_it_is_vacant(seat: Seat, by: Actor, at: datetime) -> None:
    assert vacant_since(seat.group, on=JUNE)[seat.pk] == seat.group.started_on
    held = seat_person(seat=seat, person=PersonFactory(), starts_on=MAY, by=by, at=at)
    assert seat.pk not in vacant_since(seat.group, on=MAY)
    leave_seat(holding=held, ends_on=JUNE, by=by, at=at)
    assert vacant_since(seat.group, on=JULY)[seat.pk] == JUNE
    assert vacancy(JUNE, JULY) == "Vacant since 1 June 2026"
    assert vacancy(MAY, date(2026, 12, 1)) == "Vacant since 4 May 2026, 7 months"
    assert vacancy(date(2024, 4, 1), date(2026, 10, 14)) == "Vacant since 1 April 2024, 2 years 6 months"
    assert vacancy(JUNE, JUNE) == "Vacant since today"


def test_a_deputy_is_somebody_else_and_a_successor_comes_later(seat: Seat, by: Actor, at: datetime) -> None:
    holder = PersonFactory(name="Amara Quell")
    seat_person(seat=seat, person=holder, starts_on=MAY, by=by, at=at)
    with pytest.raises(Refusal, match="A holder and a deputy are two people"):
        seat_person(seat=seat, person=holder, starts_on=JUNE, as_what=HoldingAs.DEPUTY, by=by, at=at)
    with pytest.raises(Refusal, match="in this place already"):
        seat_person(seat=seat, person=holder, starts_on=JUNE, by=by, at=at)
    with pytest.raises(Refusal, match="came on 4 May 2026"):
        seat_person(seat=seat, person=PersonFactory(), starts_on=date(2026, 4, 1), by=by, at=at)
    assert SeatHolding.objects.filter(seat=seat).count() == 1


def test_who_held_it_on_a_day_is_answered(world: World, seat: Seat, by: Actor, at: datetime) -> None:
    seat_person(seat=seat, person=PersonFactory(name="Amara Quell"), starts_on=MAY, by=by, at=at)
    seat_person(
        seat=seat, person=PersonFactory(name="Joel Birch"), starts_on=MAY, as_what=HoldingAs.DEPUTY, by=by, at=at
    )
    seat_person(seat=seat, person=PersonFactory(name="Nia Frome"), starts_on=JUNE, by=by, at=at)
    client = signed_in(world.member)
    asked = client.get(reverse("seat", args=[seat.pk]), {"on": "17 May 2026"}).content.decode()
    assert "On 17 May 2026: Amara Quell, with Joel Birch as deputy." in asked
    assert "On 3 May 2026 nobody held it." in client.get(f"/groups/seats/{seat.pk}?on=3+May+2026").content.decode()
    assert "is not a day" in client.get(f"/groups/seats/{seat.pk}?on=some+time").content.decode()


def test_ending_a_seat_takes_its_holder_out_of_the_circle(seat: Seat, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    end_seat(seat=seat, ended_on=JUNE, by=by, at=at)
    assert person.pk in people_in(seat.group.circle_id, on=MAY)
    assert person.pk not in people_in(seat.group.circle_id, on=JUNE)
    with pytest.raises(Refusal, match="has ended"):
        seat_person(seat=seat, person=PersonFactory(), starts_on=JULY, by=by, at=at)
    with pytest.raises(Refusal, match="ended already"):
        end_seat(seat=seat, ended_on=JULY, by=by, at=at)


def test_another_role_of_a_seat_changes_what_its_holder_may_do(seat: Seat, by: Actor, at: datetime) -> None:
    user_person = PersonFactory()
    seat_person(seat=seat, person=user_person, starts_on=MAY, by=by, at=at)
    change_seat(seat=seat, title=seat.title, agency=None, role=SeatRole.BUSINESS_UNIT, by=by, at=at)
    assert roles_held(user_person.pk, on=at.date()) == [Role.BUSINESS_UNIT]


def test_two_seats_of_a_group_do_not_share_a_title(seat: Seat, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="has a seat head of probation already"):
        add_seat(group=seat.group, title="head of probation", agency=None, by=by, at=at)
    assert Seat.objects.filter(group=seat.group, title__iexact=seat.title).count() == 1


def test_nobody_lets_themselves_into_a_restricted_group(world: World, by: Actor, at: datetime) -> None:
    seat = add_seat(group=world.review, title="Seat for the asking", agency=None, by=by, at=at)
    person = world.business_unit.person
    oneself = Actor(way=Way.SIGNED_IN, person_id=person.pk, name=person.name)
    with pytest.raises(Refusal, match="nobody takes a seat there by themselves"):
        seat_person(seat=seat, person=person, starts_on=MAY, by=oneself, at=at)
    address = reverse("take_seat", args=[seat.pk])
    said = {"person": person.pk, "as_what": "holder", "starts_on": "4 May 2026"}
    assert signed_in(world.business_unit).post(address, said).status_code == 422
    assert person.pk not in people_in(world.review.circle_id, on=JUNE)


def test_a_group_is_opened_and_filled_in_the_browser(world: World) -> None:
    client = signed_in(world.business_unit)
    said = {
        "name": "Neglect network",
        "kind": "network",
        "partnerships": PartnershipFactory().pk,
        "started_on": "1 May 2026",
    }
    assert client.post(reverse("open_group"), said).status_code == 302
    again = client.post(reverse("open_group"), said)
    assert again.status_code == 422
    assert "There is a group Neglect network already" in again.content.decode()
    group = Group.objects.get(slug="neglect-network")
    client.post(reverse("add_seat", args=[group.slug]), {"title": "Primary schools", "role": "member"})
    seat = Seat.objects.get(group=group)
    person = PersonFactory()
    said = {"person": person.pk, "as_what": "holder", "starts_on": "4 May 2026"}
    client.post(reverse("take_seat", args=[seat.pk]), said)
    assert person.name in client.get(reverse("group", args=[group.slug])).content.decode()
    assert Entry.objects.filter(kind="group", key=group.pk, verb="seated").count() == 1


def test_an_ended_group_takes_no_new_seats(by: Actor, at: datetime) -> None:
    group = open_group(
        name="Old group", short_name="", slug="old", kind=GroupKind.OTHER, partnerships=[PartnershipFactory()],
        started_on=MAY, by=by, at=at,
    )  # fmt: skip
    Group.objects.filter(pk=group.pk).update(ended_on=JUNE)
    group.refresh_from_db()
    with pytest.raises(Refusal, match="takes no new seats"):
        add_seat(group=group, title="Late seat", agency=None, by=by, at=at)
