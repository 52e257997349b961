"""What a seat lets somebody do: in its own group, and as long as they hold it."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from plait.access.models import Role, RoleHolding
from plait.access.permissions import Permission
from plait.access.queries import can, can_somewhere, held_by, only_where
from plait.core.actor import Actor
from plait.groups.commands import add_seat, change_seat, leave_seat, seat_person
from plait.groups.models import Group, HoldingAs, SeatRole
from plait.people.models import Person
from tests.factories.groups import GroupFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
MAY, TODAY = date(2025, 5, 17), date(2026, 10, 14)


def roles_in(group: Group, person: Person) -> set[Role]:
    looker = SimpleNamespace(person_id=person.pk)
    return {held.role for held in held_by(looker, on=TODAY) if held.circle == group.circle_id}


@pytest.mark.parametrize(
    ("seat_role", "as_what", "gives"),
    [
        (SeatRole.CHAIR, HoldingAs.HOLDER, Role.CHAIR),
        (SeatRole.CHAIR, HoldingAs.DEPUTY, Role.DEPUTY_CHAIR),
        (SeatRole.DEPUTY_CHAIR, HoldingAs.HOLDER, Role.DEPUTY_CHAIR),
        (SeatRole.DEPUTY_CHAIR, HoldingAs.DEPUTY, Role.DEPUTY),
        (SeatRole.MEMBER, HoldingAs.HOLDER, Role.MEMBER),
        (SeatRole.MEMBER, HoldingAs.DEPUTY, Role.DEPUTY),
        (SeatRole.OBSERVER, HoldingAs.DEPUTY, Role.OBSERVER),
        (SeatRole.BUSINESS_UNIT, HoldingAs.DEPUTY, Role.BUSINESS_UNIT),
    ],
)
def test_a_seat_gives_its_role_in_its_group(
    seat_role: SeatRole, as_what: HoldingAs, gives: Role, by: Actor, at: datetime
) -> None:
    group, person = GroupFactory(started_on=MAY), PersonFactory()
    seat = add_seat(group=group, title="A seat", agency=None, role=seat_role, by=by, at=at)
    seat_person(seat=seat, person=person, starts_on=MAY, as_what=as_what, by=by, at=at)
    assert roles_in(group, person) == {gives}


def test_a_chair_runs_their_own_group_and_is_a_member_of_the_other(by: Actor, at: datetime) -> None:
    mine, other, person = GroupFactory(started_on=MAY), GroupFactory(started_on=MAY), PersonFactory()
    for group, role in ((mine, SeatRole.CHAIR), (other, SeatRole.MEMBER)):
        seat = add_seat(group=group, title="A seat", agency=None, role=role, by=by, at=at)
        seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    looker = SimpleNamespace(person_id=person.pk)
    assert can(looker, Permission.CLOSE_ACTION, mine.circle)
    assert not can(looker, Permission.CLOSE_ACTION, other.circle)
    assert not can(looker, Permission.CLOSE_ACTION)
    assert can_somewhere(looker, Permission.CLOSE_ACTION)
    assert list(Group.objects.filter(only_where(Permission.CLOSE_ACTION, looker))) == [mine]


def test_a_role_ends_in_the_group_that_was_left_and_stays_in_the_other(by: Actor, at: datetime) -> None:
    left, kept, person = GroupFactory(started_on=MAY), GroupFactory(started_on=MAY), PersonFactory()
    seats = [add_seat(group=group, title="A seat", agency=None, by=by, at=at) for group in (left, kept)]
    holdings = [seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at) for seat in seats]
    leave_seat(holding=holdings[0], ends_on=TODAY, by=by, at=at)
    assert roles_in(left, person) == set()
    assert roles_in(kept, person) == {Role.MEMBER}


def test_a_business_unit_seat_that_is_left_leaves_an_appointment_as_it_is(by: Actor, at: datetime) -> None:
    group, person = GroupFactory(started_on=MAY), PersonFactory()
    seat = add_seat(group=group, title="Development officer", agency=None, role=SeatRole.BUSINESS_UNIT, by=by, at=at)
    RoleHolding.objects.create(person=person, role=Role.BUSINESS_UNIT, starts_on=MAY)
    holding = seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    leave_seat(holding=holding, ends_on=TODAY, by=by, at=at)
    assert RoleHolding.objects.get(person=person, ends_on=None).circle is None


def test_who_becomes_chair_of_the_seat_they_hold_runs_the_group_from_that_day(by: Actor, at: datetime) -> None:
    group, person = GroupFactory(started_on=MAY), PersonFactory()
    seat = add_seat(group=group, title="A seat", agency=None, by=by, at=at)
    seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    change_seat(seat=seat, title="Chair", agency=None, role=SeatRole.CHAIR, by=by, at=at)
    assert roles_in(group, person) == {Role.CHAIR}
