"""Holders, deputies and observers over time: at the edges of a day, of a seat, of a group."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from plait.access.models import Role
from plait.access.queries import people_in, roles_held
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.commands import (
    add_seat,
    change_seat,
    end_group,
    end_seat,
    leave_seat,
    record_past_holding,
    seat_person,
)
from plait.groups.models import HoldingAs, Seat, SeatHolding, SeatRole
from plait.groups.queries import holdings_on, seats_of, vacancies, vacant_since
from plait.groups.rules import goes_on_until
from plait.people.commands import merge_people
from plait.people.models import Person
from tests.factories.people import AgencyFactory, PersonFactory
from tests.small_partnership import BEGAN, World, small_partnership

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (5, 6, 7, 8))
DEPUTY = HoldingAs.DEPUTY


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def seat(world: World, by: Actor, at: datetime) -> Seat:
    return add_seat(group=world.oversight, title="Head of Probation", agency=None, by=by, at=at)


def held_on(seat: Seat, day: date) -> dict[str, str]:
    return {h.as_what: h.person.name for h in holdings_on(day).filter(seat=seat).order_by("pk")}


def test_past_holders_answer_who_held_it_and_let_nobody_in(seat: Seat, by: Actor, at: datetime) -> None:
    person = PersonFactory(name="Amara Quell")
    record_past_holding(seat=seat, person=person, starts_on=MAY, ends_on=JUNE, by=by, at=at)
    assert held_on(seat, date(2026, 5, 17)) == {"holder": "Amara Quell"}
    assert held_on(seat, JUNE) == {}
    assert person.pk not in people_in(seat.group.circle_id, on=date(2026, 5, 17))
    assert roles_held(person.pk, on=date(2026, 5, 17)) == []


def test_spans_of_one_place_do_not_overlap(seat: Seat, by: Actor, at: datetime) -> None:
    record_past_holding(seat=seat, person=PersonFactory(name="Amara Quell"), starts_on=MAY, ends_on=JULY, by=by, at=at)
    other = PersonFactory()
    for starts_on, ends_on in ((JUNE, AUGUST), (date(2026, 4, 1), JUNE), (JUNE, date(2026, 6, 2)), (MAY, JULY)):
        with pytest.raises(Refusal, match="Amara Quell was the holder from 1 May 2026 to 1 July 2026"):
            record_past_holding(seat=seat, person=other, starts_on=starts_on, ends_on=ends_on, by=by, at=at)
    with pytest.raises(Refusal, match="do not overlap"):
        seat_person(seat=seat, person=other, starts_on=JUNE, by=by, at=at)
    record_past_holding(seat=seat, person=other, starts_on=date(2026, 4, 1), ends_on=MAY, by=by, at=at)
    seat_person(seat=seat, person=other, starts_on=JULY, by=by, at=at)
    assert SeatHolding.objects.filter(seat=seat).count() == 3
    with pytest.raises(Refusal, match="from 1 July 2026 on"):
        record_past_holding(seat=seat, person=PersonFactory(), starts_on=JULY, ends_on=AUGUST, by=by, at=at)


def test_nobody_is_holder_and_deputy_at_once_in_times_past_either(seat: Seat, by: Actor, at: datetime) -> None:
    person = PersonFactory(name="Amara Quell")
    record_past_holding(seat=seat, person=person, starts_on=MAY, ends_on=JULY, as_what=DEPUTY, by=by, at=at)
    with pytest.raises(Refusal, match="Amara Quell was the deputy"):
        record_past_holding(seat=seat, person=person, starts_on=JUNE, ends_on=AUGUST, by=by, at=at)
    record_past_holding(seat=seat, person=PersonFactory(), starts_on=MAY, ends_on=JULY, by=by, at=at)
    record_past_holding(seat=seat, person=person, starts_on=JULY, ends_on=AUGUST, by=by, at=at)
    assert set(held_on(seat, JUNE)) == {"holder", "deputy"}


def test_a_holder_does_not_end_before_beginning(seat: Seat, by: Actor, at: datetime) -> None:
    for ends_on in (MAY, date(2026, 4, 30)):
        with pytest.raises(Refusal, match="cannot have left on"):
            record_past_holding(seat=seat, person=PersonFactory(), starts_on=MAY, ends_on=ends_on, by=by, at=at)
    with pytest.raises(Refusal, match="still to come"):
        record_past_holding(seat=seat, person=PersonFactory(), starts_on=MAY, ends_on=date(2026, 10, 15), by=by, at=at)
    held = seat_person(seat=seat, person=PersonFactory(name="Amara Quell"), starts_on=MAY, by=by, at=at)
    with pytest.raises(Refusal, match="Amara Quell came on 1 May 2026"):
        leave_seat(holding=held, ends_on=date(2026, 4, 30), by=by, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatHolding.objects.filter(pk=held.pk).update(ends_on=date(2026, 4, 30))


def test_a_second_deputy_relieves_the_first(seat: Seat, by: Actor, at: datetime) -> None:
    one, other = PersonFactory(name="Joel Birch"), PersonFactory(name="Nia Frome")
    seat_person(seat=seat, person=one, starts_on=MAY, as_what=DEPUTY, by=by, at=at)
    seat_person(seat=seat, person=other, starts_on=JUNE, as_what=DEPUTY, by=by, at=at)
    assert held_on(seat, date(2026, 5, 31)) == {"deputy": "Joel Birch"}
    assert held_on(seat, JUNE) == {"deputy": "Nia Frome"}
    assert one.pk not in people_in(seat.group.circle_id, on=JUNE)
    assert seat.pk in vacant_since(seat.group, on=JUNE)


def test_a_holder_and_a_deputy_who_turn_out_to_be_one_sit_once(seat: Seat, by: Actor, at: datetime) -> None:
    keep, double = PersonFactory(name="Amara Quell"), PersonFactory(name="A Quell")
    seat_person(seat=seat, person=keep, starts_on=MAY, by=by, at=at)
    seat_person(seat=seat, person=double, starts_on=MAY, as_what=DEPUTY, by=by, at=at)
    merge_people(keep=keep, merge=double, by=by, at=at)
    assert held_on(seat, at.date()) == {"holder": "Amara Quell"}
    assert keep.pk in people_in(seat.group.circle_id, on=at.date())


def test_nobody_sits_there_before_the_group_or_the_seat_began(
    world: World, seat: Seat, by: Actor, at: datetime
) -> None:
    before = date(2025, 1, 5)
    for deed in (
        lambda: seat_person(seat=seat, person=PersonFactory(), starts_on=before, by=by, at=at),
        lambda: record_past_holding(seat=seat, person=PersonFactory(), starts_on=before, ends_on=MAY, by=by, at=at),
    ):
        with pytest.raises(Refusal, match=r"began on 6 January 2025\. Give that day or a later one"):
            deed()
    assert list(seats_of(world.oversight, on=before)) == []
    late = add_seat(
        group=world.oversight, title="Schools", agency=None, sector="Schools", started_on=JUNE, by=by, at=at
    )
    with pytest.raises(Refusal, match="The seat Schools began on 1 June 2026"):
        seat_person(seat=late, person=PersonFactory(), starts_on=MAY, by=by, at=at)
    assert late not in seats_of(world.oversight, on=MAY)
    assert vacant_since(world.oversight, on=JULY)[late.pk] == JUNE
    with pytest.raises(Refusal, match="began on 1 June 2026"):
        end_seat(seat=late, ended_on=MAY, by=by, at=at)


def test_a_seat_is_an_agencys_or_a_sectors_or_neithers(world: World, by: Actor, at: datetime) -> None:
    alone = add_seat(group=world.oversight, title="Lay member", agency=None, by=by, at=at)
    assert (alone.agency, alone.sector) == (None, "")
    with pytest.raises(Refusal, match="an agency or to a sector"):
        add_seat(group=world.oversight, title="Both", agency=AgencyFactory(), sector="Schools", by=by, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=alone.pk).update(agency=AgencyFactory().pk, sector="Schools")
    with pytest.raises(Refusal, match="began on 6 January 2025"):
        add_seat(group=world.oversight, title="Old", agency=None, started_on=date(2025, 1, 5), by=by, at=at)


def test_a_seat_is_as_old_as_who_first_held_it(seat: Seat, by: Actor, at: datetime) -> None:
    seat_person(seat=seat, person=PersonFactory(name="Amara Quell"), starts_on=MAY, by=by, at=at)
    common = {"title": seat.title, "agency": None, "role": SeatRole.MEMBER, "by": by, "at": at}
    with pytest.raises(Refusal, match="Amara Quell held this seat from 1 May 2026"):
        change_seat(seat=seat, started_on=JUNE, **common)
    assert change_seat(seat=seat, sector="Justice", started_on=MAY, **common).sector == "Justice"


def test_a_term_is_a_plan_and_takes_nobody_out(seat: Seat, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    with pytest.raises(Refusal, match="ends on a later day"):
        seat_person(seat=seat, person=person, starts_on=MAY, term_ends_on=MAY, by=by, at=at)
    seat_person(seat=seat, person=person, starts_on=MAY, term_ends_on=JUNE, by=by, at=at)
    assert person.pk in people_in(seat.group.circle_id, on=AUGUST)
    assert set(held_on(seat, AUGUST)) == {"holder"}


def test_an_observer_is_in_the_circle(world: World, by: Actor, at: datetime) -> None:
    seat = add_seat(group=world.oversight, title="Inspectorate", agency=None, role=SeatRole.OBSERVER, by=by, at=at)
    person = PersonFactory()
    seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    assert person.pk in people_in(world.oversight.circle_id, on=MAY)
    assert Role.BUSINESS_UNIT not in roles_held(person.pk, on=MAY)


def two_seats(world: World, person: Person, by: Actor, at: datetime, second: date) -> tuple[SeatHolding, SeatHolding]:
    seats = [add_seat(group=world.oversight, title=title, agency=None, by=by, at=at) for title in ("One", "Two")]
    days = (MAY, second)
    held = [seat_person(seat=s, person=person, starts_on=d, by=by, at=at) for s, d in zip(seats, days, strict=True)]
    return held[0], held[1]


def test_who_leaves_two_seats_on_two_days_knows_until_the_later(world: World, by: Actor, at: datetime) -> None:
    """The one that ends later is left first."""
    person = PersonFactory()
    one, two = two_seats(world, person, by, at, JUNE)
    leave_seat(holding=two, ends_on=date(2026, 12, 1), by=by, at=at)
    leave_seat(holding=one, ends_on=JULY, by=by, at=at)
    circle = world.oversight.circle_id
    assert person.pk in people_in(circle, on=date(2026, 11, 30))
    assert person.pk not in people_in(circle, on=date(2026, 12, 1))
    assert roles_held(person.pk, on=date(2026, 12, 1)) == []


def test_a_gap_between_two_seats_is_a_gap_in_what_one_may_know(world: World, by: Actor, at: datetime) -> None:
    person, january = PersonFactory(), date(2027, 1, 4)
    one, _ = two_seats(world, person, by, at, january)
    leave_seat(holding=one, ends_on=date(2026, 11, 2), by=by, at=at)
    circle = world.oversight.circle_id
    assert person.pk in people_in(circle, on=date(2026, 11, 1))
    assert person.pk not in people_in(circle, on=date(2026, 12, 1))
    assert person.pk in people_in(circle, on=january)


def test_a_last_day_is_brought_forward_and_never_put_off(seat: Seat, by: Actor, at: datetime) -> None:
    person, december = PersonFactory(name="Amara Quell"), date(2026, 12, 1)
    held = seat_person(seat=seat, person=person, starts_on=MAY, by=by, at=at)
    leave_seat(holding=held, ends_on=december, by=by, at=at)
    for day in (december, date(2027, 1, 4)):
        with pytest.raises(Refusal, match="has left this seat already: recorded is 1 December 2026"):
            leave_seat(holding=held, ends_on=day, by=by, at=at)
    leave_seat(holding=held, ends_on=JULY, by=by, at=at)
    assert held_on(seat, JULY) == {}
    assert person.pk not in people_in(seat.group.circle_id, on=JULY)
    assert person.pk in people_in(seat.group.circle_id, on=JUNE)


def test_without_other_seats_it_is_over_on_the_day() -> None:
    assert goes_on_until([], MAY) == MAY


def test_nobody_holds_a_seat_of_a_group_that_has_ended(world: World, seat: Seat, by: Actor, at: datetime) -> None:
    seat_person(seat=seat, person=PersonFactory(name="Amara Quell"), starts_on=MAY, by=by, at=at)
    add_seat(group=world.oversight, title="Schools", agency=None, by=by, at=at)
    assert {each.title for each in vacancies(on=AUGUST)} == {"Schools"}
    end_group(group=world.oversight, taken_over_by=None, ended_on=AUGUST, by=by, at=at)
    assert held_on(seat, date(2026, 7, 31)) == {"holder": "Amara Quell"}
    assert held_on(seat, AUGUST) == {}
    assert list(vacancies(on=AUGUST)) == []


def test_midnight_in_summer_is_the_next_day_in_london(seat: Seat, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven in the evening of 30 June by universal time is 1 July in England."""
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: late)
    assert timezone.localdate() == JULY
    record_past_holding(seat=seat, person=PersonFactory(), starts_on=MAY, ends_on=JULY, by=by, at=late)
    early = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    with pytest.raises(Refusal, match="1 July 2026 is still to come"):
        record_past_holding(seat=seat, person=PersonFactory(), starts_on=BEGAN, ends_on=JULY, by=by, at=early)
