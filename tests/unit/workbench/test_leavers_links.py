"""Nothing that was sent to somebody opens anything after they have left, and nothing more is sent."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plait.accounts.commands import invite
from plait.accounts.models import Invitation
from plait.core.actor import Actor
from plait.notifications.commands import make_link
from plait.notifications.commands.links import CHOICES, CHOICES_ROUTE
from plait.notifications.models import LinkToken, Message, SignedLink, State
from plait.notifications.outgoing import Link
from plait.notifications.rules import hash_token
from plait.people.models import Person
from plait.workbench.commands import record_leaving
from tests.factories.letters import MessageFactory
from tests.factories.people import PersonFactory, PostFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db
TOKEN = "as-it-stood-in-the-letter"


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def a_link(person: Person, token: str, by: Actor, at: datetime) -> str:
    link = Link(purpose=CHOICES, route=CHOICES_ROUTE, lasts=timedelta(days=4000))
    made = make_link(person=person, link=link, by=by, at=at)
    LinkToken.objects.create(link=made, hash=hash_token(token), made_at=at)
    return reverse(CHOICES_ROUTE, args=[token])


def leave(person: Person, by: Actor, at: datetime) -> None:
    record_leaving(person=person, on=at.date(), to=None, actions_seen=(), by=by, at=at)


def test_a_link_in_a_letter_opens_nothing_after_its_owner_left(world: World, by: Actor, at: datetime) -> None:
    theirs = a_link(world.member.person, TOKEN, by, at)
    anothers = a_link(world.reviewer.person, "of-somebody-who-stays", by, at)
    assert Client().get(theirs).status_code == 200
    leave(world.member.person, by, at)
    dead, never = Client().get(theirs), Client().get(reverse(CHOICES_ROUTE, args=["was-never-sent"]))
    assert (dead.status_code, dead.content) == (410, never.content)
    assert Client().get(anothers).status_code == 200
    assert SignedLink.objects.get(person=world.member.person).revoked_at == at


def test_their_session_and_their_invitation_end(world: World, by: Actor, at: datetime) -> None:
    client = Client()
    client.force_login(world.member)
    assert client.get(reverse("today")).status_code == 200
    invited = PersonFactory(email="nia.frome@marlshire.example")
    PostFactory(holder=invited)
    invite(person=invited, by=by, at=at)
    for person in (world.member.person, invited):
        leave(person, by, at)
    assert client.get(reverse("today")).status_code == 302
    assert Invitation.objects.get(user__person=invited).withdrawn_at == at


def test_letters_that_wait_for_them_are_not_sent(world: World, by: Actor, at: datetime) -> None:
    for person in (world.member.person, world.reviewer.person):
        MessageFactory(to=person, written_at=at - timedelta(hours=1))
    leave(world.member.person, by, at)
    assert dict(Message.objects.values_list("to__name", "state")) == {
        "Owen Tasker": State.SET_ASIDE,
        "Farida Noor": State.WAITING,
    }
