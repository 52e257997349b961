"""Giving and ending roles of the installation, and what each may do where."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from plait.access.commands import appoint, end_role, give_role, take_role
from plait.access.models import Role, RoleHolding
from plait.access.permissions import IN_A_CIRCLE, OWN_GROUP, TABLE, Permission
from plait.access.queries import agencies_led_by, can, can_somewhere, roles_held, roles_of
from plait.core.actor import Actor, Way
from plait.core.refusals import Refusal
from tests.factories.access import CircleFactory, RoleHoldingFactory
from tests.factories.people import AgencyFactory, PersonFactory

pytestmark = pytest.mark.django_db
WHY = "Agreed on 3 June 2026"


def looker(person: object) -> SimpleNamespace:
    return SimpleNamespace(person_id=person.pk)  # type: ignore[attr-defined]


def test_a_role_is_given_with_a_reason_and_ends_with_one(by: Actor, at: datetime) -> None:
    person = PersonFactory()
    held = give_role(person=person, role=Role.SCRUTINEER, reason=WHY, by=by, at=at)
    assert roles_of(looker(person), on=at.date()) == {Role.SCRUTINEER}
    take_role(holding=held, reason="The term is over", by=by, at=at)
    assert roles_of(looker(person), on=at.date()) == frozenset()
    with pytest.raises(Refusal, match="ended already"):
        take_role(holding=held, reason="Again", by=by, at=at)


def test_giving_a_role_twice_gives_it_once(by: Actor, at: datetime) -> None:
    person = PersonFactory()
    for _ in range(2):
        give_role(person=person, role=Role.SUBSCRIBER, reason=WHY, by=by, at=at)
    assert RoleHolding.objects.count() == 1


def test_nobody_gives_themselves_a_role(at: datetime) -> None:
    person = PersonFactory()
    with pytest.raises(Refusal, match="Nobody gives a role to themselves"):
        give_role(person=person, role=Role.BUSINESS_UNIT, reason=WHY, by=Actor(Way.SIGNED_IN, "A", person.pk), at=at)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER, Role.OBSERVER])
def test_what_comes_from_a_seat_is_not_given(role: Role, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="comes from a seat"):
        give_role(person=PersonFactory(), role=role, reason=WHY, by=by, at=at)


def test_an_agency_lead_leads_one_agency_and_can_lead_another(by: Actor, at: datetime) -> None:
    person, police, council = PersonFactory(), AgencyFactory(), AgencyFactory()
    with pytest.raises(Refusal, match="Choose the agency"):
        give_role(person=person, role=Role.AGENCY_LEAD, reason=WHY, by=by, at=at)
    with pytest.raises(Refusal, match="Choose the agency"):
        give_role(person=person, role=Role.SCRUTINEER, agency=police, reason=WHY, by=by, at=at)
    for agency in (police, council):
        appoint(person=person, role=Role.AGENCY_LEAD, agency=agency, starts_on=at.date(), by=by, at=at)
    led = set(RoleHolding.objects.filter(person=person).values_list("agency", flat=True))
    assert led == {police.pk, council.pk}


def test_who_leads_which_agency_is_asked_once(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    held = RoleHoldingFactory(role=Role.AGENCY_LEAD, agency=AgencyFactory())
    viewer = looker(held.person)
    with django_assert_num_queries(1):
        assert agencies_led_by(viewer) == {held.agency_id}
        assert can(viewer, Permission.HAND_ON_ACTION)


def test_one_administrator_always_stays(by: Actor, at: datetime) -> None:
    first = give_role(person=PersonFactory(), role=Role.ADMINISTRATOR, reason=WHY, by=by, at=at)
    with pytest.raises(Refusal, match="only administrator"):
        take_role(holding=first, reason="Leaves", by=by, at=at)
    give_role(person=PersonFactory(), role=Role.ADMINISTRATOR, reason=WHY, by=by, at=at)
    take_role(holding=first, reason="Leaves", by=by, at=at)


def test_a_role_of_a_seat_ends_in_its_circle_only(by: Actor, at: datetime) -> None:
    person, here, there = PersonFactory(), CircleFactory(), CircleFactory()
    for circle in (here, there):
        appoint(person=person, role=Role.CHAIR, circle=circle, starts_on=at.date(), by=by, at=at)
    end_role(person=person, role=Role.CHAIR, circle=here, ends_on=at.date(), by=by, at=at)
    assert RoleHolding.objects.get(person=person, ends_on=None).circle == there
    with pytest.raises(Refusal, match="comes from a seat"):
        take_role(holding=RoleHolding.objects.get(person=person, ends_on=None), reason="No", by=by, at=at)
    end_role(person=person, role=Role.CHAIR, ends_on=at.date(), by=by, at=at)
    assert roles_held(person.pk, on=at.date()) == []


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(Permission))
def test_can_says_what_the_table_says(role: Role, permission: Permission) -> None:
    """In the circle of the role, in one within it, in another one, and in none."""
    circle = CircleFactory()
    agency = AgencyFactory() if role == Role.AGENCY_LEAD else None
    held = RoleHoldingFactory(role=role, circle=circle if role in OWN_GROUP else None, agency=agency)
    viewer = looker(held.person)
    has = permission in TABLE[role]
    everywhere = has and not (role in OWN_GROUP and permission in IN_A_CIRCLE)
    inner = CircleFactory(within=circle, partnership=circle.partnership)
    assert can(viewer, permission) is everywhere
    assert can(viewer, permission, CircleFactory()) is everywhere
    assert can(viewer, permission, circle) is can(viewer, permission, inner) is has
    assert can_somewhere(viewer, permission) is has


def test_the_administrator_sees_no_material() -> None:
    material = {Permission.READ_REGISTER, Permission.READ_MEETINGS, Permission.EXPORT_REGISTER}
    assert not TABLE[Role.ADMINISTRATOR] & material


def test_an_observer_reads_and_does_nothing() -> None:
    """But for a conflict of interest, which anybody at the table declares."""
    does = {"declare_conflict"}
    assert {p.value for p in TABLE[Role.OBSERVER]} == {"read_register", "read_meetings", "read_groups"} | does


@pytest.mark.parametrize(("agency", "circle"), [(True, False), (False, True)])
def test_the_database_refuses_a_role_in_the_wrong_place(agency: bool, circle: bool) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHoldingFactory(
            role=Role.SCRUTINEER,
            agency=AgencyFactory() if agency else None,
            circle=CircleFactory() if circle else None,
        )
