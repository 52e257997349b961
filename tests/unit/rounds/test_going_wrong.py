"""What happens to rounds outside: a worker dies, a letter is passed on, programs open every link."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from plait.core.actor import Actor
from plait.history.models import Entry
from plait.notifications.models import LinkOpening, Message, SignedLink
from plait.rounds import asking
from plait.rounds.asking import ask_in_background
from plait.rounds.commands import asking as letters
from plait.rounds.commands import open_round
from plait.rounds.models import Answer, Asked, Counting, Request
from tests.factories.people import PersonFactory
from tests.small_partnership import World, small_partnership
from tests.unit.rounds.test_answering_by_link import filled, give, link_to, named, opened

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """As little caught by anything as SIGKILL."""


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def test_a_worker_killed_in_the_middle_of_opening_leaves_what_the_next_one_finishes(
    world: World, by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [PersonFactory(name=f"Owner {nth}", email=f"o{nth}@outside.example") for nth in range(5)]
    for person in people:
        give(world, named(person), by=by, at=at)
    held = open_round(group=world.oversight, counting=Counting.DAYS, days=7, remind_before=None, by=by, at=at)
    monkeypatch.setattr(asking, "AT_ONCE", 2)
    rows, batches = letters.insert_rows, []

    def dies_in_the_second_batch(*given: Any) -> None:
        batches.append(given)
        if len(batches) == 2:
            raise Killed
        rows(*given)

    with monkeypatch.context() as dying:
        dying.setattr(letters, "insert_rows", dies_in_the_second_batch)
        with pytest.raises(Killed):
            ask_in_background.call(held.pk)
    held.refresh_from_db()
    assert (Request.objects.count(), held.asked_all_at) == (2, None)
    for _ in range(2):  # taken up again, and by the timetable as well
        ask_in_background.call(held.pk)
    held.refresh_from_db()
    assert held.asked_all_at is not None
    assert sorted(Request.objects.values_list("person__name", flat=True)) == [person.name for person in people]
    many = [Asked.objects.count(), Message.objects.filter(kind="round_request").count(), SignedLink.objects.count()]
    assert [*many, Entry.objects.filter(kind="round_request", verb="asked").count()] == [5, 5, 5, 5]


def test_a_letter_that_was_passed_on_shows_whose_it_is_and_the_owner_hears_of_an_answer(
    world: World, by: Actor, at: datetime
) -> None:
    kemi = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    give(world, named(kemi), by=by, at=at, wording="Send the rota")
    give(world, named(PersonFactory(name="Sol Brandt", email="sol@outside.example")), by=by, at=at, wording="Of Sol")
    request = opened(world, by, at).requests.get(person=kemi)
    address, other = link_to(request, by, at), Client(headers={"User-Agent": "Somebody else"})
    page = other.get(address).content.decode()
    assert "asks <strong>Kemi Adlard</strong>" in page
    assert "If that is not you" in page
    assert "Send the rota" in page
    assert "Of Sol" not in page
    assert list(LinkOpening.objects.values_list("agent", flat=True)) == ["Somebody else"]
    other.post(address, filled(request, words="Half done"))
    receipt = Message.objects.get(template="rounds/letters/receipt")
    assert receipt.to == kemi


def test_programs_that_open_every_link_in_any_way_answer_nothing(world: World, by: Actor, at: datetime) -> None:
    kemi = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    give(world, named(kemi), by=by, at=at)
    request = opened(world, by, at).requests.get(person=kemi)
    address, scanner = link_to(request, by, at), Client(headers={"User-Agent": "Scanner"})
    before = request.state, Entry.objects.count()
    for path in (address, f"{address}?done=1", f"{address}/sheet"):
        assert scanner.get(path).status_code == 200
        assert scanner.head(path).status_code == 200
    assert scanner.options(address).status_code == 405
    request.refresh_from_db()
    assert (request.state, Entry.objects.count()) == before
    assert not Answer.objects.exists()
    assert LinkOpening.objects.count() == 6
