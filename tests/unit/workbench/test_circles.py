"""The pages of circles and roles: who opens them, and what they do."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.commands import appoint
from plait.access.models import Circle, Grant, Level, Role, RoleHolding
from plait.access.queries import people_in
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import SeatRole
from plait.notifications.models import Message
from plait.workbench.circles import open_restricted_circle
from tests.factories.foundations import UserFactory
from tests.factories.people import AgencyFactory
from tests.small_partnership import BEGAN, World, small_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def matter(world: World, by: Actor, at: datetime) -> Circle:
    return open_restricted_circle(group=world.oversight, name="Matter 3", reason="A family is known", by=by, at=at)


@pytest.fixture
def chair(world: World, by: Actor, at: datetime) -> User:
    user: User = UserFactory(person__name="Ada Thorne")
    seat = add_seat(group=world.oversight, title="Chair", agency=None, role=SeatRole.CHAIR, by=by, at=at)
    seat_person(seat=seat, person=user.person, starts_on=BEGAN, by=by, at=at)
    return user


@pytest.fixture
def administrator(by: Actor, at: datetime) -> User:
    user: User = UserFactory(person__name="Noel Arkwright")
    appoint(person=user.person, role=Role.ADMINISTRATOR, starts_on=BEGAN, by=by, at=at)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: object) -> str:
    return " ".join(response.getvalue().decode().split())  # type: ignore[attr-defined]


def test_the_business_unit_opens_a_circle_and_lets_people_in_but_not_themselves(world: World, at: datetime) -> None:
    client = signed_in(world.business_unit)
    sent = {"group": world.review.pk, "name": "Matter 7", "reason": "One family"}
    opened = client.post(reverse("open_circle"), sent, follow=True)
    assert "is open. Nobody is in it yet" in text(opened)
    circle = Circle.objects.get(name="Case review group: Matter 7")
    assert (circle.level, circle.within) == (Level.RESTRICTED, world.review.circle)
    where = reverse("let_in", args=[circle.pk])
    answer = client.post(where, {"person": world.member.person_id, "reason": "Writes the review", "ends_on": ""})
    assert answer.status_code == 302
    refused = client.post(where, {"person": world.business_unit.person_id, "reason": "Me too"})
    assert refused.status_code == 422
    assert "Nobody lets themselves into a restricted circle" in text(refused)
    assert people_in(circle.pk, on=at.date()) == {world.member.person_id}
    page = text(client.get(reverse("circle", args=[circle.pk])))
    assert "Writes the review" in page
    assert "Let in by Bridget Onslow" in page
    assert "You are not in this circle" in page


def test_what_was_typed_stands_there_again_when_something_is_missing(world: World, matter: Circle) -> None:
    answer = signed_in(world.business_unit).post(
        reverse("let_in", args=[matter.pk]), {"person": world.member.person_id, "reason": "", "ends_on": "30 Feb"}
    )
    assert answer.status_code == 422
    assert "Say why." in text(answer)
    assert "30 Feb" in text(answer)
    assert not Grant.objects.filter(circle=matter).exists()


def test_a_chair_keeps_the_circles_of_their_own_group_only(
    world: World, matter: Circle, chair: User, by: Actor, at: datetime
) -> None:
    elsewhere = open_restricted_circle(group=world.review, name="Matter 9", reason="Another", by=by, at=at)
    client = signed_in(chair)
    assert client.get(reverse("circle", args=[matter.pk])).status_code == 200
    assert client.get(reverse("circle", args=[elsewhere.pk])).status_code == 404
    assert client.get(reverse("let_in", args=[elsewhere.pk])).status_code == 404
    listed = text(client.get(reverse("circles")))
    assert "Matter 3" in listed
    assert "Matter 9" not in listed


def test_somebody_in_the_circle_reads_who_is_in_and_not_what_happened(
    world: World, matter: Circle, by: Actor, at: datetime
) -> None:
    signed_in(world.business_unit).post(
        reverse("let_in", args=[matter.pk]), {"person": world.member.person_id, "reason": "Writes the review"}
    )
    page = text(signed_in(world.member).get(reverse("circle", args=[matter.pk])))
    assert "You are in this circle" in page
    assert "What happened here" not in page
    assert "Let in by" not in page
    assert signed_in(world.reviewer).get(reverse("circle", args=[matter.pk])).status_code == 404


def test_a_place_by_name_is_ended_from_its_line(world: World, matter: Circle, at: datetime) -> None:
    client = signed_in(world.business_unit)
    client.post(reverse("let_in", args=[matter.pk]), {"person": world.member.person_id, "reason": "Writes it"})
    place = Grant.objects.get(circle=matter)
    answer = client.post(reverse("end_place", args=[place.pk]), {"reason": "It is written"}, follow=True)
    assert "Owen Tasker is no longer in" in text(answer)
    assert people_in(matter.pk, on=at.date()) == set()
    assert client.post(reverse("end_place", args=[place.pk]), {"reason": "Again"}).status_code == 422


def test_broken_glass_is_told_to_everybody_in_the_circle(world: World, administrator: User, at: datetime) -> None:
    circle = world.review.circle
    client = signed_in(administrator)
    page = client.get(reverse("circle", args=[circle.pk]))
    assert "Break the glass" in text(page)
    answer = client.post(reverse("break_glass", args=[circle.pk]), {"reason": "A court asks today"}, follow=True)
    assert "Everybody in the circle has been told" in text(answer)
    told = Message.objects.filter(template="workbench/letters/glass_broken")
    assert [message.to for message in told] == [world.reviewer.person]
    assert "A court asks" not in str(told.get().context)
    assert "A court asks today" in text(signed_in(world.reviewer).get(reverse("circle", args=[circle.pk])))


def test_nobody_but_an_administrator_may_break_the_glass(world: World) -> None:
    where = reverse("break_glass", args=[world.review.circle_id])
    assert signed_in(world.business_unit).post(where, {"reason": "Curious"}).status_code == 403
    assert signed_in(world.reviewer).post(where, {"reason": "Curious"}).status_code == 403
    assert not Message.objects.exists()


def test_a_member_declares_their_own_conflict_and_is_out(world: World, chair: User, at: datetime) -> None:
    circle = world.oversight.circle
    client = signed_in(world.member)
    assert "Who has it" not in text(client.get(reverse("circle_conflict", args=[circle.pk])))
    sent = {"person": world.business_unit.person_id, "reason": "My sister works there"}
    answer = client.post(reverse("circle_conflict", args=[circle.pk]), sent, follow=True)
    assert "Owen Tasker can see nothing that belongs to" in text(answer)
    assert world.member.person_id not in people_in(circle.pk, on=at.date())
    assert world.business_unit.person_id in people_in(circle.pk, on=at.date())
    shut = circle.exclusions.get()
    assert client.post(reverse("withdraw_conflict", args=[shut.pk]), {"reason": "Over"}).status_code == 404
    back = signed_in(chair).post(reverse("withdraw_conflict", args=[shut.pk]), {"reason": "She left"}, follow=True)
    assert "is withdrawn" in text(back)
    assert world.member.person_id in people_in(circle.pk, on=at.date())


def test_the_business_unit_gives_an_agency_its_lead_and_no_administrator(world: World) -> None:
    client, agency = signed_in(world.business_unit), AgencyFactory(name="Marlshire Police")
    sent = {"person": world.outsider.person_id, "role": "agency_lead", "agency": agency.pk, "reason": "Their wish"}
    assert client.post(reverse("give_role"), sent).status_code == 302
    assert "Agency lead, Marlshire Police" in text(client.get(reverse("roles")))
    refused = client.post(reverse("give_role"), {**sent, "role": "administrator", "agency": ""})
    assert refused.status_code == 422
    assert not RoleHolding.objects.filter(role=Role.ADMINISTRATOR).exists()


def test_an_administrator_gives_and_ends_every_role_but_the_last_of_their_own(
    administrator: User, world: World
) -> None:
    client = signed_in(administrator)
    sent = {"person": world.outsider.person_id, "role": "business_unit", "agency": "", "reason": "A new colleague"}
    assert client.post(reverse("give_role"), sent).status_code == 302
    given = RoleHolding.objects.get(person=world.outsider.person)
    assert client.post(reverse("end_role", args=[given.pk]), {"reason": "Left"}).status_code == 302
    own = RoleHolding.objects.get(person=administrator.person)
    last = client.post(reverse("end_role", args=[own.pk]), {"reason": "Enough"})
    assert "This is the only administrator" in text(last)
