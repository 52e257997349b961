"""Letting in, keeping circles in step, conflicts of interest and broken glass, without pages."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plait.access.commands import (
    break_glass,
    carry_over,
    end_grant,
    end_place,
    exclude,
    grant,
    let_in,
    lift,
    open_circle,
    own_circle,
)
from plait.access.models import Circle, Exclusion, Grant, Level, Role
from plait.access.queries import may_know, people_in
from plait.core.actor import Actor, Way
from plait.core.refusals import Refusal
from plait.people.models import Person
from tests.factories.access import CircleFactory, RoleHoldingFactory
from tests.factories.people import PersonFactory
from tests.unit.access.test_visible_to import undone

pytestmark = pytest.mark.django_db
WHY = "Reviews the case with the group"


@pytest.fixture
def circle() -> Circle:
    return CircleFactory(level=Level.RESTRICTED)


def knows(person: Person, circle: Circle) -> bool:
    return may_know(SimpleNamespace(person_id=person.pk), circle.pk)


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)


def test_somebody_let_in_by_name_knows_until_the_day_given(
    circle: Circle, by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, last = PersonFactory(), at.date() + timedelta(days=7)
    let_in(circle=circle, person=person, reason=WHY, ends_on=last, by=by, at=at)
    on_day(monkeypatch, last - timedelta(days=1))
    assert knows(person, circle)
    on_day(monkeypatch, last)
    assert not knows(person, circle)


def test_nobody_lets_themselves_in(circle: Circle, at: datetime) -> None:
    person = PersonFactory()
    with pytest.raises(Refusal, match="Nobody lets themselves"):
        let_in(circle=circle, person=person, reason=WHY, by=Actor(Way.SIGNED_IN, "A", person.pk), at=at)
    assert not Grant.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_place_by_name_says_why(circle: Circle, reason: str, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal):
        let_in(circle=circle, person=PersonFactory(), reason=reason, by=by, at=at)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_place_ends_on_a_later_day_within_a_year(circle: Circle, days: int, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal):
        let_in(
            circle=circle,
            person=PersonFactory(),
            reason=WHY,
            ends_on=at.date() + timedelta(days=days),
            by=by,
            at=at,
        )


def test_names_open_only_what_is_restricted(by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="not restricted"):
        let_in(circle=CircleFactory(), person=PersonFactory(), reason=WHY, by=by, at=at)


def test_somebody_is_let_in_once_and_again_after_it_ended(circle: Circle, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    place = let_in(circle=circle, person=person, reason=WHY, by=by, at=at)
    with pytest.raises(Refusal, match="by name already"):
        let_in(circle=circle, person=person, reason=WHY, by=by, at=at)
    end_place(grant=place, reason="The review is over", by=by, at=at)
    with pytest.raises(Refusal, match="has ended already"):
        end_place(grant=place, reason="Once more", by=by, at=at)
    let_in(circle=circle, person=person, reason="Another review", by=by, at=at)


def test_a_seat_that_is_left_does_not_end_a_place_by_name(circle: Circle, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    seat = grant(circle=circle, person=person, starts_on=date(2026, 1, 1), reason="Seat: Chair", by=by, at=at)
    let_in(circle=circle, person=person, reason=WHY, by=by, at=at)
    with pytest.raises(Refusal, match="comes from a seat"):
        end_place(grant=seat, reason="No", by=by, at=at)
    end_grant(circle=circle, person=person, ends_on=at.date(), by=by, at=at)
    assert person.pk in people_in(circle.pk, on=at.date())


def test_a_conflict_beats_every_grant_and_can_be_withdrawn_by_somebody_else(
    circle: Circle, by: Actor, at: datetime
) -> None:
    person = PersonFactory()
    let_in(circle=circle, person=person, reason=WHY, by=by, at=at)
    own = Actor(Way.SIGNED_IN, person.name, person.pk)
    shut = exclude(circle=circle, person=person, reason="Their sister works there", by=own, at=at)
    assert shut.own
    assert person.pk not in people_in(circle.pk, on=at.date())
    with pytest.raises(Refusal, match="Nobody withdraws their own"):
        lift(exclusion=shut, reason="It is over", by=own, at=at)
    lift(exclusion=shut, reason="She left the agency", by=by, at=at)
    assert person.pk in people_in(circle.pk, on=at.date())
    with pytest.raises(Refusal, match="withdrawn already"):
        lift(exclusion=shut, reason="Twice", by=by, at=at)


def test_nobody_is_let_in_beside_their_conflict(circle: Circle, by: Actor, at: datetime) -> None:
    person = PersonFactory()
    exclude(circle=circle, person=person, reason="Knows the family", by=by, at=at)
    with pytest.raises(Refusal, match="has a conflict of interest"):
        let_in(circle=circle, person=person, reason=WHY, by=by, at=at)


def test_broken_glass_lets_an_administrator_in_to_the_minute(
    circle: Circle, by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding = RoleHoldingFactory(role=Role.ADMINISTRATOR)
    assert not knows(holding.person, circle)
    place = break_glass(circle=circle, person=holding.person, reason="A court asks today", by=by, at=at)
    on_day(monkeypatch, at.date())
    assert place.until == at + timedelta(hours=24)
    for minutes, inside in ((-1, True), (1, False)):
        moment = place.until + timedelta(minutes=minutes)
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        assert knows(holding.person, circle) is inside


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.AGENCY_LEAD)])
def test_only_administrators_break_glass(circle: Circle, role: Role, by: Actor, at: datetime) -> None:
    person = RoleHoldingFactory(role=role).person
    with pytest.raises(Refusal, match="Only an administrator"):
        break_glass(circle=circle, person=person, reason="Curious", by=by, at=at)


def test_glass_is_not_broken_around_a_conflict_nor_where_there_is_none(circle: Circle, by: Actor, at: datetime) -> None:
    person = RoleHoldingFactory(role=Role.ADMINISTRATOR).person
    exclude(circle=circle, person=person, reason="Knows the family", by=by, at=at)
    with pytest.raises(Refusal, match="conflict of interest"):
        break_glass(circle=circle, person=person, reason="A court asks", by=by, at=at)
    with pytest.raises(Refusal, match="no glass"):
        break_glass(circle=CircleFactory(), person=person, reason="A court asks", by=by, at=at)


def test_two_circles_of_a_partnership_do_not_share_a_name(circle: Circle, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="Give this one another name"):
        open_circle(name=circle.name, level=Level.GROUP, partnership=circle.partnership, by=by, at=at)


def test_the_conflicts_of_one_record_go_along_to_another_group(by: Actor, at: datetime) -> None:
    group, other, person = CircleFactory(), CircleFactory(), PersonFactory()
    grant(circle=other, person=person, starts_on=date(2026, 1, 1), by=by, at=at)
    own = own_circle(circle=group, name="ACT-0001 alone", by=by, at=at)
    assert own_circle(circle=own, name="ACT-0001 alone", by=by, at=at) == own
    exclude(circle=own, person=person, reason="Knows the family", by=by, at=at)
    beside = carry_over(circle=own, to=other, by=by, at=at)
    assert person.pk in people_in(other.pk, on=at.date())
    assert person.pk not in people_in(beside.pk, on=at.date())


STEPS = st.lists(
    st.tuples(st.sampled_from(["seat", "leave", "name", "shut", "lift", "shut one", "lift one"]), st.integers(0, 2)),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, opened_after=st.integers(0, 14))
def test_a_circle_that_follows_holds_whom_the_other_holds_less_its_own_conflicts(
    steps: list[tuple[str, int]], opened_after: int, by: Actor, at: datetime
) -> None:
    """Whatever happens in the outer circle, before the inner one is opened and afterwards."""
    with undone():
        outer, people = CircleFactory(level=Level.RESTRICTED), PersonFactory.create_batch(3)
        inner: Circle | None = None
        alone: set[int] = set()
        for number, (deed, which) in enumerate(steps):
            if number == opened_after:
                inner = own_circle(circle=outer, name="One record alone", by=by, at=at)
            _do(deed, people[which], outer, inner, alone, by, at)
        inner = inner or own_circle(circle=outer, name="One record alone", by=by, at=at)
        known = people_in(outer.pk, on=at.date())
        assert people_in(inner.pk, on=at.date()) == known - alone


def _do(
    deed: str, person: Person, outer: Circle, inner: Circle | None, alone: set[int], by: Actor, at: datetime
) -> None:
    place = inner if deed.endswith("one") else outer
    if place is None:
        return
    try:
        match deed.split()[0]:
            case "seat":
                grant(circle=outer, person=person, starts_on=at.date(), reason="Seat", by=by, at=at)
            case "leave":
                end_grant(circle=outer, person=person, ends_on=at.date(), by=by, at=at)
            case "name":
                let_in(circle=outer, person=person, reason=WHY, by=by, at=at)
            case "shut":
                exclude(circle=place, person=person, reason="Knows the family", by=by, at=at)
            case "lift":
                found = Exclusion.objects.filter(circle=place, person=person, lifted=False, followed=None).first()
                if found is not None:
                    lift(exclusion=found, reason="No more", by=by, at=at)
    except Refusal:
        return
    if place is inner:
        alone.symmetric_difference_update({person.pk} & (alone if deed == "lift one" else {person.pk} - alone))
