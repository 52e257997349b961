"""Nobody lets themselves into a restricted circle: not by a seat, not by a role, not by becoming somebody else."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from plait.access.queries import circles_of
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.groups.commands import add_seat, seat_person
from plait.people.models import Person
from tests.attack.conftest import SignIn, Unchanged
from tests.factories.people import PersonFactory
from tests.small_partnership import World


@pytest.fixture
def insider(world: World, by: Actor, at: datetime) -> Person:
    """A member of the restricted group who does not sign in."""
    person: Person = PersonFactory(name="Tegan Allsop")
    seat = add_seat(group=world.review, title="Health", agency=None, by=by, at=at)
    seat_person(seat=seat, person=person, starts_on=date(2026, 1, 5), by=by, at=at)
    return person


def still_outside(world: World, user: User) -> bool:
    return world.review.circle_id not in set(circles_of(User.objects.get(pk=user.pk)).values_list("pk", flat=True))


def test_not_by_merging_a_member_into_oneself(
    world: World, insider: Person, sign_in: SignIn, unchanged: Unchanged
) -> None:
    me = world.business_unit
    client = sign_in(me)
    with unchanged():
        for keep, other in ((me.person_id, insider.pk), (insider.pk, me.person_id)):
            said = {"other": other, "sure": "on"}
            assert client.post(reverse("merge_people", args=[keep]), said).status_code == 422
    assert still_outside(world, me)


def test_not_by_taking_a_seat(world: World, sign_in: SignIn, by: Actor, at: datetime, unchanged: Unchanged) -> None:
    me = world.business_unit
    seat = add_seat(group=world.review, title="Education", agency=None, by=by, at=at)
    said = {"person": me.person_id, "starts_on": "1 October 2026", "as_what": "holder"}
    with unchanged():
        assert sign_in(me).post(reverse("take_seat", args=[seat.pk]), said).status_code == 422
    assert still_outside(world, me)


def test_somebody_else_may_merge_them(world: World, insider: Person, sign_in: SignIn) -> None:
    """Who did it stands in the history of both."""
    twin = PersonFactory(name="Tegan Allsopp")
    client = sign_in(world.business_unit)
    assert client.post(reverse("merge_people", args=[insider.pk]), {"other": twin.pk, "sure": "on"}).status_code == 302
    assert Person.objects.get(pk=twin.pk).merged_into_id == insider.pk
