"""Whoever has left is asked nothing more and reminded of nothing; what they answered for says who is missing."""

from datetime import datetime, timedelta

import pytest

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.notifications.models import Message
from plait.people.models import Person
from plait.rounds.asking import remind_silent
from plait.rounds.commands import remind
from plait.rounds.models import Request
from plait.rounds.queries.addressing import owners_to_ask
from plait.rounds.queries.leavers import LEFT, left_among
from plait.workbench.commands import record_leaving
from tests.factories.people import PersonFactory, PostFactory
from tests.small_partnership import World, small_partnership
from tests.unit.rounds.test_answering_by_link import give, link_to, named, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def kemi(world: World, by: Actor, at: datetime) -> Person:
    """Somebody who answers for an action of the oversight group."""
    person: Person = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    give(world, named(person), by=by, at=at)
    return person


def leave(person: Person, by: Actor, at: datetime) -> None:
    record_leaving(person=person, on=at.date(), to=None, actions_seen=(), by=by, at=at)


def test_a_leaver_without_a_successor_is_not_asked(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    leave(kemi, by, at)
    [left] = owners_to_ask(world.oversight, on=at.date())
    assert (left.person, left.words, left.why_not) == (None, "Kemi Adlard", LEFT)


def test_a_leaver_gets_no_second_letter_of_a_round_that_runs(
    world: World, kemi: Person, by: Actor, at: datetime
) -> None:
    opened(world, by, at)
    part = Request.objects.get(person=kemi)
    link_to(part, by, at)
    leave(kemi, by, at)
    before = Message.objects.count()
    remind_silent(at + timedelta(days=6))
    with pytest.raises(Refusal, match="Kemi Adlard has left"):
        remind(request=part, by=by, at=at + timedelta(days=6))
    assert Message.objects.count() == before


def test_who_comes_back_to_a_post_is_asked_again(kemi: Person, by: Actor, at: datetime) -> None:
    leave(kemi, by, at)
    assert left_among([kemi], on=at.date()) == {kemi.pk}
    PostFactory(holder=kemi, starts_on=at.date())
    assert left_among([kemi], on=at.date()) == set()
