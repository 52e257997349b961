"""What each route answers to each role, beside the places of `test_routes`. A route without a line here fails.

Columns: the chair of the record's group; an observer there; a member there with a conflict of interest; the lead of
an agency whose people answer for the action; the lead of another agency; an administrator. `route:restricted` is the
same route with a record of a restricted group. Signed links reach two routes so far, the invitation and one's choices
about letters: a link that nobody was given is answered alike to everyone (410), and neither opens a record.
"""

from datetime import datetime

import pytest
from django.urls import get_resolver, reverse

from plait.access.commands import appoint, exclude
from plait.access.models import Role
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import Group, SeatRole
from tests.factories.foundations import UserFactory
from tests.factories.people import AgencyFactory, PostFactory
from tests.guards.routes_by_role import ANSWERS
from tests.guards.test_routes import ONLY_IN_DEBUG, Place, _answer, _keys, _seated_elsewhere, routes
from tests.small_partnership import BEGAN, World, small_partnership

ROLES = ("chair", "observer", "conflicted", "lead", "other_lead", "administrator")
LINES = [line.split() for line in ANSWERS.strip().splitlines()]


def test_every_route_has_a_line_for_every_role() -> None:
    named = set(routes(get_resolver().url_patterns)) - ONLY_IN_DEBUG
    assert {line[0].split(":")[0] for line in LINES} == named
    assert {len(line) for line in LINES} == {2 + len(ROLES)}


def _seated(who: str, group: Group, role: SeatRole, by: Actor, at: datetime) -> User:
    user: User = UserFactory(person__name=who)
    seat = add_seat(group=group, title=f"Seat of {who}", agency=None, role=role, by=by, at=at)
    seat_person(seat=seat, person=user.person, starts_on=BEGAN, by=by, at=at)
    return user


def _given(who: str, role: Role, by: Actor, at: datetime, **of: object) -> User:
    user: User = UserFactory(person__name=who)
    appoint(person=user.person, role=role, starts_on=BEGAN, by=by, at=at, **of)
    return user


def _in_the_group(group: Group, by: Actor, at: datetime) -> list[User]:
    shut = _seated("Hugh Pell", group, SeatRole.MEMBER, by, at)
    exclude(circle=group.circle, person=shut.person, reason="Knows the family", by=by, at=at)
    return [
        _seated("Ada Thorne", group, SeatRole.CHAIR, by, at),
        _seated("Sol Brandt", group, SeatRole.OBSERVER, by, at),
        shut,
    ]


def lookers_and_keys(
    world: World, by: Actor, at: datetime
) -> tuple[dict[str, list[User]], dict[str, dict[str, list[object]]]]:
    """Who looks and what there is to look at, in the open group ("") and in the restricted one."""
    owner, agency = _seated_elsewhere(by, at), AgencyFactory()
    PostFactory(agency=agency, holder=owner.person)
    of_all = [
        _given("Ines Marlow", Role.AGENCY_LEAD, by, at, agency=agency),
        _given("Rafe Dunmore", Role.AGENCY_LEAD, by, at, agency=AgencyFactory()),
        _given("Noel Arkwright", Role.ADMINISTRATOR, by, at),
    ]
    lookers = {
        "": [*_in_the_group(world.oversight, by, at), *of_all],
        "restricted": [*_in_the_group(world.review, by, at), *of_all],
    }
    keys = {
        "": _keys(Place(world.oversight, world.member), owner, by, at),
        "restricted": _keys(Place(world.review, world.reviewer), owner, by, at),
    }
    return lookers, keys


@pytest.mark.django_db
def test_every_route_answers_every_role_as_it_should(by: Actor, at: datetime) -> None:
    lookers, keys = lookers_and_keys(small_partnership(by=by, at=at), by, at)
    wrong = []
    for route, method, *expected in LINES:
        name, _, place = route.partition(":")
        address = reverse(name, args=keys[place].get(name, []))
        for role, user, status in zip(ROLES, lookers[place], expected, strict=True):
            found = _answer(user, method, address)
            if str(found) != status:
                wrong.append(f"{method} {route} for {role}: {found}, expected {status}")
    assert wrong == []
