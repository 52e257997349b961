"""Two people on one check, doubled forms and other people's records: nothing twice, nothing lost, nothing told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from plait.access.models import Role
from plait.core.refusals import Refusal
from plait.history.models import Entry
from plait.meetings import commands
from plait.meetings.models import ImportState, MinutesImport
from tests.factories.access import GrantFactory, RoleHoldingFactory
from tests.factories.foundations import UserFactory
from tests.unit.meetings.conftest import Import, Room, finding, state

SOON = timedelta(minutes=1)


def test_ending_and_ticking_at_once_never_leaves_out_what_was_ticked(
    transactional_db: None, imported: Import, room: Room, at: datetime
) -> None:
    minutes = commands.confirm(minutes=imported(), by=room.by, at=at)
    key = finding(minutes, "A3").pk

    def finish() -> None:
        commands.finish(minutes=minutes, version=minutes.version, by=room.by, at=at + SOON)

    def tick() -> None:
        commands.set_ticks(minutes=minutes, shown=[key], ticked=[key], by=room.by, at=at + SOON)

    def press(n: int) -> str:
        try:
            (finish, tick)[n % 2]()
        except Refusal:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(4) as people:
        assert "done" in set(people.map(press, range(4)))
    minutes.refresh_from_db()
    ended = minutes.state == ImportState.CONFIRMED
    assert state(minutes, "A3") == ("dropped" if ended else "ticked")
    assert Entry.objects.filter(kind="minutes_import", verb="finished").count() == int(ended)


def test_the_same_two_buttons_pressed_twice_do_each_thing_once(imported: Import, room: Room, at: datetime) -> None:
    minutes = commands.confirm(minutes=imported(), by=room.by, at=at)
    client = Client()
    client.force_login(room.user)
    minutes.refresh_from_db()
    for _ in range(2):
        client.post(reverse("finish_minutes", args=[minutes.pk]), {"version": minutes.version})
    for _ in range(2):
        client.post(reverse("open_minutes_again", args=[minutes.pk]))
    verbs = list(Entry.objects.filter(kind="minutes_import", key=minutes.pk).values_list("verb", flat=True))
    assert (verbs.count("finished"), verbs.count("opened_again")) == (1, 1)


@pytest.mark.parametrize("name", ["finish_minutes", "open_minutes_again"])
def test_another_groups_minutes_are_neither_ended_nor_opened(
    imported: Import, room: Room, at: datetime, name: str
) -> None:
    minutes = commands.confirm(minutes=imported(), by=room.by, at=at)
    stranger = UserFactory()
    RoleHoldingFactory(person=stranger.person, role=Role.BUSINESS_UNIT)
    GrantFactory(person=stranger.person)
    client = Client()
    client.force_login(stranger)
    MinutesImport.objects.filter(pk=minutes.pk).update(circle=GrantFactory(person=room.user.person).circle)
    seen = MinutesImport.objects.get(pk=minutes.pk).version
    assert client.post(reverse(name, args=[minutes.pk]), {"version": seen}).status_code == 404
    assert state(minutes, "A3") == "unticked"
    assert client.post(reverse(name, args=[10**17]), {}).status_code == 404
