"""Meetings to come, meetings held, and minutes that wait for a person, on Today."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from plait.groups.models import Group
from plait.meetings.models import ImportState, MinutesImport, QuestionKind
from plait.meetings.queries import coming_meetings
from plait.workbench.queries import meetings
from tests.factories.meetings import FindingFactory, MeetingFactory, MinutesImportFactory, QuestionFactory
from tests.small_partnership import World

TODAY = date(2026, 10, 14)
SignIn = Callable[[User], Client]


def page(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def waiting(world: World) -> MinutesImport:
    minutes = MinutesImportFactory(group=world.oversight, added_by=world.business_unit.person)
    FindingFactory(minutes_import=minutes, number=1)
    FindingFactory(minutes_import=minutes, number=2, state="dropped")
    for n, kind in enumerate((QuestionKind.OWNER, QuestionKind.OWNER, QuestionKind.SPEAKER)):
        QuestionFactory(finding=None, minutes_import=minutes, number=n, kind=kind)
    return minutes


def test_minutes_that_wait_say_for_what_and_with_whom(world: World, waiting: MinutesImport, sign_in: SignIn) -> None:
    said = page(sign_in(world.business_unit))
    assert "Two questions in the minutes of Practice oversight group, 7 October" in said
    assert "One action read, two questions. With Bridget Onslow." in said
    assert "Two questions</a> wait for an answer." in said
    assert "One set of minutes</a> waits for your yes." in said
    assert reverse("minutes_import", args=[waiting.pk]) in said


def test_only_who_confirms_is_told_of_waiting_minutes(world: World, waiting: MinutesImport, sign_in: SignIn) -> None:
    for user in (world.member, world.scrutineer, world.outsider):
        assert "Waiting for your yes" not in page(sign_in(user))


def test_the_name_of_a_file_is_not_shown(world: World, sign_in: SignIn) -> None:
    MinutesImportFactory(group=world.oversight, held_on=None, file__name="the case of J.docx")
    said = page(sign_in(world.business_unit))
    assert "case of J" not in said
    assert "Practice oversight group, added 14 October" in said


@pytest.mark.parametrize("state", [ImportState.WAITING, ImportState.READING])
def test_minutes_that_are_still_being_read_ask_for_nothing(world: World, state: ImportState) -> None:
    MinutesImportFactory(group=world.oversight, state=state)
    assert not meetings.waiting_imports(world.business_unit).exists()


def test_minutes_of_another_circle_do_not_wait_here(world: World) -> None:
    MinutesImportFactory(group=world.review)
    assert not meetings.waiting_imports(world.business_unit).exists()


def test_the_next_meeting_is_the_day_the_latest_minutes_name(world: World, sign_in: SignIn) -> None:
    MeetingFactory(group=world.oversight, held_on=date(2026, 10, 7), next_on=date(2026, 11, 4))
    said = page(sign_in(world.member))
    assert "Wed 4 Nov" in said
    assert 'The <a href="/groups/oversight">next meeting</a> is in 21 days.' in said
    assert "Wed 7 Oct" in said


def test_a_day_that_later_minutes_replaced_is_forgotten(world: World) -> None:
    MeetingFactory(group=world.oversight, held_on=date(2026, 9, 2), next_on=date(2026, 10, 28))
    MeetingFactory(group=world.oversight, held_on=date(2026, 10, 7), next_on=date(2026, 11, 4))
    assert [found.on for found in coming_meetings(world.member, on=TODAY)] == [date(2026, 11, 4)]


def test_a_day_with_a_record_of_its_own_is_told_once(world: World) -> None:
    MeetingFactory(group=world.oversight, held_on=date(2026, 10, 7), next_on=date(2026, 11, 4))
    recorded = MeetingFactory(group=world.oversight, held_on=date(2026, 11, 4))
    assert [found.meeting for found in coming_meetings(world.member, on=TODAY)] == [recorded]


def test_a_meeting_today_is_still_to_come(world: World, sign_in: SignIn) -> None:
    MeetingFactory(group=world.oversight, held_on=TODAY)
    assert "next meeting</a> is today." in page(sign_in(world.member))
    assert not meetings.held(world.member, on=TODAY).exists()


def test_a_group_that_ends_before_the_day_meets_no_more(world: World) -> None:
    MeetingFactory(group=world.oversight, held_on=date(2026, 10, 7), next_on=date(2026, 11, 4))
    Group.objects.filter(pk=world.oversight.pk).update(ended_on=date(2026, 10, 20))
    assert coming_meetings(world.member, on=TODAY) == []


def test_meetings_of_another_circle_are_not_told(world: World) -> None:
    MeetingFactory(group=world.review, held_on=date(2026, 10, 7), next_on=date(2026, 11, 4))
    assert coming_meetings(world.member, on=TODAY) == []
    assert not meetings.held(world.member, on=TODAY).exists()
    assert [found.restricted for found in coming_meetings(world.reviewer, on=TODAY)] == [True]
