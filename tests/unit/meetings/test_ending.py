"""Ending the checking with something left out: listed first, done once, and with a way back."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plait.core.refusals import Refusal, Stale
from plait.core.registry import kind
from plait.history.models import Entry
from plait.meetings import commands
from plait.meetings.models import ImportState, MinutesImport
from tests.unit.meetings.conftest import Import, Room, finding, state

SOON = timedelta(minutes=1)


@pytest.fixture
def client(room: Room) -> Client:
    client = Client()
    client.force_login(room.user)
    return client


@pytest.fixture
def begun(imported: Import, room: Room, at: datetime) -> MinutesImport:
    """Two of four actions and the decision are confirmed; two actions wait."""
    return commands.confirm(minutes=imported(), by=room.by, at=at)


def ended(minutes: MinutesImport, room: Room, at: datetime) -> MinutesImport:
    return commands.finish(minutes=minutes, by=room.by, at=at)


def test_leaving_the_rest_out_ends_the_checking(begun: MinutesImport, room: Room, at: datetime) -> None:
    assert ended(begun, room, at).state == ImportState.CONFIRMED
    assert state(begun, "A3") == "dropped"


def test_nothing_is_left_out_before_anything_is_confirmed(imported: Import, room: Room, at: datetime) -> None:
    with pytest.raises(Refusal, match="Nothing of these minutes is confirmed"):
        ended(imported(), room, at)


def test_what_is_ticked_is_not_left_out_by_the_way(begun: MinutesImport, room: Room, at: datetime) -> None:
    key = finding(begun, "A3").pk
    commands.set_ticks(minutes=begun, shown=[key], ticked=[key], by=room.by, at=at)
    with pytest.raises(Refusal, match="A3 is ticked"):
        ended(begun, room, at)
    assert state(begun, "A3") == "ticked"


def test_leaving_out_twice_leaves_one_line_in_the_history(begun: MinutesImport, room: Room, at: datetime) -> None:
    ended(begun, room, at)
    entries = Entry.objects.count()
    ended(begun, room, at + SOON)
    assert Entry.objects.count() == entries


def test_the_checking_opens_again_with_what_was_left_out_and_nothing_else(
    begun: MinutesImport, room: Room, at: datetime
) -> None:
    commands.drop(finding=finding(begun, "A4"), by=room.by, at=at)
    ended(begun, room, at + SOON)
    done = commands.open_again(minutes=begun, by=room.by, at=at + 2 * SOON)
    assert (done.state, done.confirmed_at) == (ImportState.READY, None)
    assert [state(begun, label) for label in ("A1", "A3", "A4")] == ["confirmed", "unticked", "dropped"]
    assert Entry.objects.filter(kind="minutes_import", verb="opened_again").count() == 1


def test_opening_again_twice_changes_nothing(begun: MinutesImport, room: Room, at: datetime) -> None:
    ended(begun, room, at + SOON)
    for _ in range(2):
        commands.open_again(minutes=begun, by=room.by, at=at + 2 * SOON)
    assert Entry.objects.filter(verb="opened_again").count() == 1


def test_minutes_of_which_nothing_was_left_out_do_not_open_again(imported: Import, room: Room, at: datetime) -> None:
    minutes = commands.confirm(minutes=imported(actions=[], questions=[]), by=room.by, at=at)
    with pytest.raises(Refusal, match="Nothing was left out"):
        commands.open_again(minutes=minutes, by=room.by, at=at + SOON)


def test_an_ended_checking_stays_ended_once_a_later_file_came(
    begun: MinutesImport, imported: Import, room: Room, at: datetime
) -> None:
    ended(begun, room, at - 2 * SOON)
    imported(data=b"the corrected minutes")
    with pytest.raises(Refusal, match="Another file of this meeting came since"):
        commands.open_again(minutes=begun, by=room.by, at=at + SOON)


def test_what_is_opened_again_can_be_confirmed_or_left_out_once_more(
    begun: MinutesImport, room: Room, at: datetime
) -> None:
    ended(begun, room, at + SOON)
    commands.open_again(minutes=begun, by=room.by, at=at + 2 * SOON)
    commands.confirm(minutes=begun, findings=[finding(begun, "A3").pk], by=room.by, at=at + 3 * SOON)
    assert ended(begun, room, at + 4 * SOON).state == ImportState.CONFIRMED
    assert (state(begun, "A3"), state(begun, "A4")) == ("confirmed", "dropped")


def test_the_history_names_what_was_opened_again() -> None:
    tell = kind("minutes_import").tell
    assert tell is not None
    assert tell("opened_again", {"labels": ["A3", "A4"]}) == "opened the checking again: A3, A4"


def page(client: Client, name: str, minutes: MinutesImport) -> str:
    answer = client.get(reverse(name, args=[minutes.pk]), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_leads_to_a_list_before_anything_is_left_out(client: Client, begun: MinutesImport) -> None:
    shown = page(client, "minutes_import", begun)
    assert "Leave the other 2 out" in shown
    assert f'href="{reverse("finish_minutes", args=[begun.pk])}"' in shown
    listed = page(client, "finish_minutes", begun)
    assert "Leave these 2 out?" in listed
    assert "SC to bring the sibling mapping" in listed
    assert "Check the rest" in listed
    assert state(begun, "A3") == "unticked"


def test_the_list_is_left_out_by_a_second_press_and_has_a_way_back(client: Client, begun: MinutesImport) -> None:
    begun.refresh_from_db()
    sent = {"version": begun.version}
    answer = client.post(reverse("finish_minutes", args=[begun.pk]), sent, follow=True)
    shown = answer.content.decode()
    assert "The checking has ended and 2 findings were left out" in shown
    assert "Open the checking again" in shown
    answer = client.post(reverse("open_minutes_again", args=[begun.pk]), follow=True)
    assert "The checking is open again" in answer.content.decode()
    assert state(begun, "A3") == "unticked"


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30, "-1"])
def test_a_stale_list_leaves_nothing_out(client: Client, begun: MinutesImport, version: str) -> None:
    answer = client.post(reverse("finish_minutes", args=[begun.pk]), {"version": version}, follow=True)
    assert "since you opened this page" in answer.content.decode()
    assert state(begun, "A3") == "unticked"


def test_a_list_seen_before_somebody_elses_change_is_refused(begun: MinutesImport, room: Room, at: datetime) -> None:
    seen = MinutesImport.objects.get(pk=begun.pk).version
    commands.drop(finding=finding(begun, "A4"), by=room.by, at=at)
    with pytest.raises(Stale, match="Bronwen Pask dropped A4"):
        commands.finish(minutes=begun, version=seen, by=room.by, at=at)


def test_the_list_says_when_something_is_ticked(client: Client, begun: MinutesImport, room: Room, at: datetime) -> None:
    key = finding(begun, "A3").pk
    commands.set_ticks(minutes=begun, shown=[key], ticked=[key], by=room.by, at=at)
    listed = page(client, "finish_minutes", begun)
    assert "A3 is ticked. Confirm first" in listed
    assert "Leave these 2 out</button>" not in listed
