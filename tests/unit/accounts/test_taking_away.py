"""Nobody copies all they may see in one go; and a sign-in that nobody uses ends."""

import time

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from plait.accounts import gate
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.files.commands import store
from tests.small_partnership import World, small_partnership
from tests.unit.accounts.conftest import Door

pytestmark = pytest.mark.django_db
MOVED = "You were signed out because nothing was done for a while."


@pytest.fixture
def world(by: Actor, at) -> World:  # type: ignore[no-untyped-def]
    return small_partnership(by=by, at=at)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_after_so_many_lists_the_next_waits_and_others_are_not_held_up(world: World, settings: LazySettings) -> None:
    settings.TAKEN_AWAY = {"export": "3/h/user"}
    mine, anothers = client_of(world.member), client_of(world.business_unit)
    wanted = ["actions_csv", "actions_xlsx", "actions_csv", "actions_xlsx"]
    assert [mine.get(reverse(name)).status_code for name in wanted] == [200, 200, 200, 429]
    refused = mine.get(reverse("actions_csv"))
    assert "Content-Disposition" not in refused.headers
    assert "very many lists" in refused.content.decode()
    assert mine.get(reverse("actions")).status_code == 200
    assert anothers.get(reverse("actions_csv")).status_code == 200


def test_files_are_counted_by_themselves(world: World, settings: LazySettings, by: Actor, at) -> None:  # type: ignore[no-untyped-def]
    settings.TAKEN_AWAY = {"export": "1/h/user", "file": "2/h/user"}
    kept = store(data=b"A paper", name="paper.txt", circle=world.oversight.circle, by=by, at=at)
    client = client_of(world.member)
    where = reverse("file", args=[kept.pk])
    assert [client.get(where).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(reverse("actions_csv")).status_code == 200


def test_a_sign_in_that_nobody_uses_ends_and_says_why(
    user: User, door: Door, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.sign_in()
    now = time.time()
    for minutes, status in ((100, 200), (200, 200), (321, 302)):
        monkeypatch.setattr(gate.time, "time", lambda passed=minutes: now + passed * 60)
        answer = door.client.get(reverse("today"))
        assert answer.status_code == status, minutes
    assert MOVED in door.client.get(answer.headers["Location"]).content.decode()
    assert not door.is_in


def test_the_installation_may_leave_that_to_the_day(
    user: User, door: Door, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.IDLE = 0
    door.sign_in()
    now = time.time()
    monkeypatch.setattr(gate.time, "time", lambda: now + 11 * 60 * 60)
    assert door.client.get(reverse("today")).status_code == 200
    monkeypatch.setattr(gate.time, "time", lambda: now + 13 * 60 * 60)
    assert door.client.get(reverse("today")).status_code == 302


def test_use_is_written_down_once_in_five_minutes(
    user: User, door: Door, django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.sign_in()
    now = time.time()
    door.client.get(reverse("help"))
    for seconds, written in ((60, False), (301, True), (302, False)):
        before = door.client.session.get(gate.USED)
        monkeypatch.setattr(gate.time, "time", lambda passed=seconds: now + passed)
        door.client.get(reverse("help"))
        assert (door.client.session.get(gate.USED) != before) is written
