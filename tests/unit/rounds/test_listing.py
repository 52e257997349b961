"""The page of a large round: a page at a time, those who answered apart from those who did not, and found by name."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plait.core.actor import Actor
from plait.rounds.models import Asking, Round
from tests.factories.people import PersonFactory
from tests.factories.rounds import AskedFactory, RequestFactory, RoundFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def desk(world: World) -> Client:
    client = Client()
    client.force_login(world.business_unit)
    return client


def ask(held: Round, name: str, state: Asking = Asking.ASKED) -> None:
    AskedFactory(request=RequestFactory(round=held, person=PersonFactory(name=name), state=state))


@pytest.fixture
def held(world: World) -> Round:
    made: Round = RoundFactory(group=world.oversight)
    for nth in range(51):
        ask(made, f"Owner {nth:02d}")
    ask(made, "Aldous Fenn", Asking.ANSWERED)
    return made


def test_a_page_has_fifty_owners_and_the_silent_come_first(desk: Client, held: Round) -> None:
    first = desk.get(f"/rounds/{held.pk}").content.decode()
    assert "Page 1 of 2" in first
    assert "Owner 49" in first
    assert "Owner 50" not in first
    second = desk.get(f"/rounds/{held.pk}?page=2").content.decode()
    assert second.index("Owner 50") < second.index("Aldous Fenn")


def test_those_who_answered_and_those_who_did_not_are_seen_apart(desk: Client, held: Round) -> None:
    heard = desk.get(f"/rounds/{held.pk}?show=heard").content.decode()
    assert "Aldous Fenn" in heard
    assert "Owner 00" not in heard
    assert "Aldous Fenn" not in desk.get(f"/rounds/{held.pk}?show=silent&page=2").content.decode()
    assert "Nobody here" in desk.get(f"/rounds/{held.pk}?show=unasked").content.decode()


def test_an_owner_is_found_by_name_and_what_makes_no_sense_shows_everybody(desk: Client, held: Round) -> None:
    found = desk.get(f"/rounds/{held.pk}?q=fenn").content.decode()
    assert "Aldous Fenn" in found
    assert "Owner 00" not in found
    assert "Owner 00" in desk.get(f"/rounds/{held.pk}?show=nonsense&page=x&q=%00").content.decode()


def test_a_full_page_takes_no_more_statements_than_a_page_of_one(desk: Client, world: World, held: Round) -> None:
    few = RoundFactory(group=world.oversight, closed_at=held.opened_at)
    ask(few, "Only One")

    def statements(each: Round) -> int:
        desk.get(f"/rounds/{each.pk}")
        with CaptureQueriesContext(
            connection,
        ) as counted:
            desk.get(f"/rounds/{each.pk}")
        return len(counted)

    assert statements(held) == statements(few) <= 14
