"""A seat gives its holder a place in the group's circle and a role; both end with it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from plait.access.models import Level, Role, RoleHolding
from plait.access.queries import people_in
from plait.core.actor import Actor
from plait.groups.commands import add_seat, leave_seat, open_group, seat_person
from plait.groups.models import Group, GroupKind, HoldingAs, Seat, SeatRole
from plait.groups.queries import predecessors, seats_of
from plait.people.models import Person
from tests.factories.groups import GroupFactory
from tests.factories.people import AgencyFactory, PartnershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)


@pytest.fixture
def group(by: Actor, at: datetime) -> Group:
    return open_group(
        name="Practice oversight group",
        short_name="",
        slug="oversight",
        kind=GroupKind.OVERSIGHT,
        partnerships=[PartnershipFactory()],
        started_on=date(2025, 1, 1),
        by=by,
        at=at,
    )


@pytest.fixture
def seat(group: Group, by: Actor, at: datetime) -> Seat:
    return add_seat(group=group, title="Head of Probation", agency=AgencyFactory(), by=by, at=at)


def roles_on(person: Person, day: date) -> set[str]:
    held = RoleHolding.objects.filter(person=person, starts_on__lte=day).exclude(ends_on__lte=day)
    return set(held.values_list("role", flat=True))


def test_the_circle_and_the_role_follow_the_seat(group: Group, seat: Seat, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    holding = seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    assert person.pk in people_in(group.circle_id, on=MAY)
    assert roles_on(person, MAY) == {Role.MEMBER}
    leave_seat(holding=holding, ends_on=JUNE, by=by, at=at)
    assert person.pk in people_in(group.circle_id, on=MAY)
    assert person.pk not in people_in(group.circle_id, on=JUNE)
    assert roles_on(person, JUNE) == set()


def test_who_takes_a_seat_relieves_who_held_it(group: Group, seat: Seat, by: Actor, at: datetime) -> None:
    before, after = PersonFactory(), PersonFactory()
    seat_person(seat=seat, person=before, starts_on=MAY, by=by, at=at)
    seat_person(seat=seat, person=after, starts_on=JUNE, by=by, at=at)
    assert [h.person for s in seats_of(group, on=JUNE) for h in s.held_now] == [after]
    assert people_in(group.circle_id, on=JUNE) == {after.pk}


def test_a_deputy_sits_beside_the_holder(group: Group, seat: Seat, by: Actor, at: datetime) -> None:
    holder, deputy = PersonFactory(), PersonFactory()
    seat_person(seat=seat, person=holder, starts_on=MAY, by=by, at=at)
    seat_person(seat=seat, person=deputy, starts_on=MAY, as_what=HoldingAs.DEPUTY, by=by, at=at)
    assert people_in(group.circle_id, on=MAY) == {holder.pk, deputy.pk}


def test_a_second_seat_keeps_a_person_in_the_circle(group: Group, seat: Seat, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    other = add_seat(group=group, title="Chair", agency=None, role=SeatRole.CHAIR, by=by, at=at)
    holding = seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    seat_person(seat=other, person=person, starts_on=MAY, by=by, at=at)
    leave_seat(holding=holding, ends_on=JUNE, by=by, at=at)
    assert person.pk in people_in(group.circle_id, on=JUNE)
    assert roles_on(person, JUNE) == {Role.CHAIR}


def test_who_leaves_the_business_unit_loses_what_it_may_do(group: Group, seat: Seat, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    desk = add_seat(group=group, title="Administrator", agency=None, role=SeatRole.BUSINESS_UNIT, by=by, at=at)
    holding = seat_person(seat=desk, person=person, starts_on=MAY, by=by, at=at)
    seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    assert roles_on(person, MAY) == {Role.BUSINESS_UNIT, Role.MEMBER}
    leave_seat(holding=holding, ends_on=JUNE, by=by, at=at)
    assert roles_on(person, JUNE) == {Role.MEMBER}


def test_nobody_is_in_a_restricted_circle_because_of_a_role(by: Actor, at: datetime) -> None:
    partnership = PartnershipFactory()
    common = {"short_name": "", "partnerships": [partnership], "started_on": MAY, "by": by, "at": at}
    kind = GroupKind.CASE_REVIEW
    closed = open_group(name="Case review group", slug="review", kind=kind, restricted=True, **common)
    known = open_group(name="Oversight", slug="open", kind=kind, **common)
    scrutineer = PersonFactory()
    RoleHolding.objects.create(person=scrutineer, role=Role.SCRUTINEER, starts_on=MAY)
    today = timezone.localdate()
    assert closed.circle.level == Level.RESTRICTED
    assert people_in(closed.circle_id, on=today) == set()
    assert people_in(known.circle_id, on=today) == {scrutineer.pk}


def test_predecessors_are_told_back_to_the_first() -> None:
    now = GroupFactory()
    before = GroupFactory(taken_over_by=now, ended_on=MAY)
    first = GroupFactory(taken_over_by=before, ended_on=date(2025, 5, 4))
    assert predecessors(now) == [before, first]
    assert predecessors(first) == []
