"""What a stranger stumbled over: a typed day, a group that has ended, nobody named, a name nobody bears."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.actions.models import Action, OwnerKind, Responsibility
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.meetings import commands
from plait.meetings.models import Question
from tests.factories.groups import GroupFactory
from tests.unit.meetings.conftest import Import, Room, action, attendee, finding, owner, state
from tests.unit.meetings.test_checking import asked, words


@pytest.fixture
def client(room: Room) -> Client:
    client = Client()
    client.force_login(room.user)
    return client


def test_a_day_typed_beside_no_date_is_kept(client: Client, imported: Import) -> None:
    minutes = imported()
    url = reverse("change_finding", args=[minutes.pk, "A1"])
    data = {"wording": "KO to call.", "kind": "housekeeping", "due_kind": "none", "due_on": "17/12/26", "version": 1}
    assert client.post(url, {**data, "owner": ["KO"]}).status_code == 302
    found = finding(minutes, "A1")
    assert (found.due_kind, found.due_on) == ("date", date(2026, 12, 17))


def end(group: Group, heir: Group | None) -> None:
    Group.objects.filter(pk=group.pk).update(ended_on=date(2026, 10, 8), taken_over_by=heir)


def test_actions_of_a_group_that_has_ended_go_to_the_group_at_work(
    client: Client, imported: Import, room: Room, at: datetime
) -> None:
    last: Group = GroupFactory(name="Learning Group", short_name="Learning group", slug="learning")
    between: Group = GroupFactory(name="Neglect Group", short_name="Neglect group", slug="neglect")
    end(between, last)
    end(room.group, between)
    minutes = imported()
    commands.confirm(minutes=minutes, by=room.by, at=at)
    assert {a.group for a in Action.objects.all()} == {last}
    assert {a.circle for a in Action.objects.all()} == {room.group.circle}
    shown = client.get(reverse("minutes_import", args=[minutes.pk])).content.decode()
    assert "The Practice Oversight Group has ended: its actions go to the Learning Group." in shown


def test_actions_of_a_group_nobody_took_over_are_refused_and_nothing_is_lost(
    imported: Import, room: Room, at: datetime
) -> None:
    end(room.group, None)
    minutes = imported()
    with pytest.raises(Refusal, match="no group took over"):
        commands.confirm(minutes=minutes, by=room.by, at=at)
    assert not Action.objects.exists()
    assert state(minutes, "A1") == "ticked"


def test_an_action_added_without_owner_waits_and_stands_as_not_settled(
    imported: Import, room: Room, at: datetime
) -> None:
    minutes = imported()
    added = commands.add_action(minutes=minutes, lines=(6, 6), words=words("To call."), by=room.by, at=at)
    assert state(minutes, added.label) == "unticked"
    assert asked(minutes, added.label).kind == "no_owner"
    commands.confirm(minutes=minutes, findings=[added.pk], by=room.by, at=at)
    owner = Responsibility.objects.get()
    assert (owner.kind, owner.words) == (OwnerKind.AS_WRITTEN, "")


def test_an_action_read_without_owner_waits(imported: Import) -> None:
    minutes = imported(actions=[action("To call.", 6)], questions=[])
    assert (state(minutes, "A1"), asked(minutes, "A1").kind) == ("unticked", "no_owner")


def test_a_name_nobody_bears_leaves_the_question_open(client: Client, imported: Import) -> None:
    minutes = imported()
    data = {"choice": "other", "other": "Zebedee Nobody"}
    client.post(reverse("answer_question", args=[minutes.pk, 1]), data)
    shown = client.get(reverse("minutes_import", args=[minutes.pk])).content.decode()
    assert "Nobody here is called Zebedee Nobody. The action stands as written: SC." in shown
    assert Question.objects.get(minutes_import=minutes, number=1).state == "open"


def test_the_chair_is_asked_where_the_attendance_names_another_than_the_seat(imported: Import, room: Room) -> None:
    chaired = {**attendee("Kemi Odukoya"), "post": "Chair"}
    minutes = imported(actions=[action("To call.", 6, owner("The Chair", "post"))], attendees=[chaired], questions=[])
    question = asked(minutes, "A1")
    assert (question.words, set(question.candidates.all())) == ("The Chair", {room.kemi, room.hester})
    assert state(minutes, "A1") == "unticked"


def test_the_chair_is_known_where_attendance_and_seat_agree(imported: Import, room: Room) -> None:
    chaired = {**attendee("Hester Lockyer"), "post": "Chair"}
    minutes = imported(actions=[action("To call.", 6, owner("The Chair", "post"))], attendees=[chaired], questions=[])
    assert finding(minutes, "A1").owners.get().person == room.hester
    assert state(minutes, "A1") == "ticked"


def test_a_file_that_could_not_be_read_stands_under_its_own_heading(client: Client, imported: Import) -> None:
    minutes = imported(kind="unreadable", reason="The file could not be read.")
    shown = client.get(reverse("meetings")).content.decode()
    assert "Could not be read" in shown
    assert minutes.file.name in shown
    assert "Minutes to confirm" not in shown
