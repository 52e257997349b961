"""Day one in a seat: what it promised, owes and is owed, and what comes next, as far as one may see it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from plait.actions.models import Action, OwnerKind, Responsibility, State
from plait.core.actor import Actor
from plait.groups.commands import add_seat, leave_seat, seat_person
from plait.groups.models import HoldingAs, Seat
from tests.factories.foundations import UserFactory
from tests.factories.groups import TermsVersionFactory
from tests.factories.matters import MatterFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import BEGAN, World
from tests.unit.workbench.conftest import MakeAction

SignIn = Callable[[User], Client]
SEPTEMBER = date(2026, 9, 10)


@pytest.fixture
def newcomer(world: World) -> User:
    user: User = UserFactory(person__name="Nia Frome")
    return user


@pytest.fixture
def seat(world: World, newcomer: User, by: Actor, at: datetime) -> Seat:
    """Held by Amara Quell until 10 September 2026, by Nia Frome since."""
    probation = AgencyFactory(name="Marlshire Probation")
    seat = add_seat(group=world.oversight, title="Head of Probation", agency=probation, by=by, at=at)
    before = PersonFactory(name="Amara Quell")
    held = seat_person(seat=seat, person=before, starts_on=BEGAN, by=by, at=at)
    leave_seat(holding=held, ends_on=SEPTEMBER, by=by, at=at)
    seat_person(seat=seat, person=newcomer.person, starts_on=SEPTEMBER, by=by, at=at)
    return seat


def page(client: Client, seat: Seat) -> str:
    answer = client.get(reverse("day_one", args=[seat.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def holder_before(seat: Seat) -> object:
    return seat.holdings.get(person__name="Amara Quell").person


def test_it_tells_what_stands_in_the_name_of_who_left(
    world: World, seat: Seat, newcomer: User, make_action: MakeAction, sign_in: SignIn
) -> None:
    left = make_action("Write to the courts", owner=holder_before(seat), due_on=date(2026, 10, 1))
    own = make_action("Ring the prison", owner=newcomer.person)
    later = make_action("After they left", owner=holder_before(seat), minuted_on=date(2026, 10, 1))
    shown = page(sign_in(newcomer), seat)
    assert f"{left.reference} stands in the name of Amara Quell, who left the seat on 10 September 2026" in shown
    assert "Two actions promised. None is done yet, two are open, one of them past the date." in shown
    assert own.reference in shown
    assert later.reference not in shown
    assert "Nia Frome holds it since 10 September 2026. Before: Amara Quell, 6 January 2025" in shown


def test_posts_and_the_agency_answer_through_the_seat(
    world: World, seat: Seat, newcomer: User, make_action: MakeAction, sign_in: SignIn
) -> None:
    by_post, by_agency, elsewhere = make_action("By post"), make_action("By agency"), make_action("Other agency")
    post = PostFactory(agency=seat.agency, holder=holder_before(seat), title="Head of Probation")
    Responsibility.objects.create(action=by_post, kind=OwnerKind.POST, post=post, words="Head of Probation")
    Responsibility.objects.create(action=by_agency, kind=OwnerKind.AGENCY, agency=seat.agency, words="Probation")
    Responsibility.objects.create(action=elsewhere, kind=OwnerKind.AGENCY, agency=AgencyFactory(), words="Other")
    shown = page(sign_in(newcomer), seat)
    assert by_post.reference in shown
    assert by_agency.reference in shown
    assert elsewhere.reference not in shown


def test_what_it_is_owed_and_what_it_did(
    world: World, seat: Seat, newcomer: User, make_action: MakeAction, sign_in: SignIn, at: datetime
) -> None:
    other = make_action("Send the figures", owner=world.member.person)
    make_action(
        "Use the figures", owner=newcomer.person, state=State.BLOCKED, blocked_since=SEPTEMBER, blocked_by=other
    )
    make_action("Name a deputy", owner=holder_before(seat), state=State.DONE, closed_at=at)
    shown = page(sign_in(newcomer), seat)
    assert 'What it is owed <span class="pl-count">1</span>' in shown
    assert "Send the figures" in shown
    assert "Two actions promised. One is done, one is open." in shown
    assert "Name a deputy" in shown


def test_it_tells_of_the_meeting_the_terms_the_matters_and_whom_to_ask(
    world: World, seat: Seat, newcomer: User, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    MeetingFactory(group=world.oversight, held_on=date(2026, 10, 7), next_on=date(2026, 11, 18))
    TermsVersionFactory(
        group=world.oversight, number=1, agreed_at=at, holds_from=BEGAN, agreed_words="Minutes", quorum_number=6
    )
    MatterFactory(group=world.oversight, wording="Who speaks for schools")
    deputy = PersonFactory(name="Joel Birch")
    seat_person(seat=seat, person=deputy, starts_on=SEPTEMBER, as_what=HoldingAs.DEPUTY, by=by, at=at)
    shown = page(sign_in(newcomer), seat)
    for words in ("Wed 18 Nov", "Minutes of 7 October", "Version 1, in force since", "Quorum: 6 seats"):
        assert words in shown
    for words in ("Who speaks for schools", "Joel Birch", "deputises in this seat", "Bridget Onslow"):
        assert words in shown


def test_what_all_members_owe_together_stands_apart(
    world: World, seat: Seat, newcomer: User, make_action: MakeAction, sign_in: SignIn
) -> None:
    both, alone = make_action("Tell your staff"), make_action("Only others", owner=world.member.person)
    Responsibility.objects.create(action=both, kind=OwnerKind.EVERYONE, words="All partners")
    shown = page(sign_in(newcomer), seat)
    assert "What all members owe together" in shown
    assert "Tell your staff" in shown
    assert alone.reference not in shown
    assert "No action of this group was given to this seat" in shown


def test_it_is_found_from_ones_own_page(world: World, seat: Seat, newcomer: User, sign_in: SignIn) -> None:
    address, first = reverse("person", args=[newcomer.person_id]), reverse("day_one", args=[seat.pk])
    for user, finds in ((newcomer, True), (world.business_unit, True), (world.member, False)):
        assert (first in sign_in(user).get(address).content.decode()) is finds


def test_only_who_sits_there_and_the_business_unit_open_it(
    world: World, seat: Seat, newcomer: User, sign_in: SignIn
) -> None:
    address = reverse("day_one", args=[seat.pk])
    for user, status in ((newcomer, 200), (world.business_unit, 200), (world.member, 403), (world.scrutineer, 403)):
        assert sign_in(user).get(address).status_code == status
    assert sign_in(newcomer).get(reverse("day_one", args=[seat.pk + 99])).status_code == 404
    assert "Day one in this seat" in sign_in(newcomer).get(reverse("seat", args=[seat.pk])).content.decode()
    assert "Day one in this seat" not in sign_in(world.member).get(reverse("seat", args=[seat.pk])).content.decode()


def test_the_business_unit_outside_a_restricted_circle_sees_nothing_of_it(
    world: World, make_action: MakeAction, sign_in: SignIn, at: datetime
) -> None:
    seat = Seat.objects.get(group=world.review)
    action: Action = make_action("Speak to the school", group=world.review, owner=world.reviewer.person)
    TermsVersionFactory(group=world.review, agreed_at=at, holds_from=BEGAN, agreed_words="Minutes")
    MatterFactory(group=world.review, wording="Child F")
    shown = page(sign_in(world.business_unit), seat)
    for words in (action.reference, "Speak to the school", "Version 1", "Child F"):
        assert words not in shown
    inside = page(sign_in(world.reviewer), seat)
    assert action.reference in inside
    assert "Speak to the school" not in inside
    assert "Child F" not in inside


def test_a_seat_without_a_holder_or_an_action_says_so(world: World, sign_in: SignIn, by: Actor, at: datetime) -> None:
    seat = add_seat(group=world.oversight, title="Schools", agency=None, by=by, at=at)
    shown = page(sign_in(world.business_unit), seat)
    assert "Nobody holds this seat now." in shown
    assert "No action of this group was given to this seat" in shown
