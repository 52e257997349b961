"""One answer answers its like in the same document, visibly, and can be taken back."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.core.refusals import Refusal
from plait.meetings import commands
from plait.meetings.choices import Who
from plait.meetings.models import MinutesImport, Question, QuestionState, ReadOwner
from tests.unit.meetings.conftest import Import, Room, finding, state


def asked(minutes: MinutesImport, number: int = 1) -> Question:
    found: Question = Question.objects.get(minutes_import=minutes, number=number)
    return found


@pytest.fixture
def answered(imported: Import, room: Room, at: datetime) -> MinutesImport:
    """SC of A3 is Stephen, and so is that of A4."""
    minutes = imported()
    who = [Who.of_person(room.stephen, "SC")]
    commands.answer(question=asked(minutes), who=who, also=True, by=room.by, at=at)
    return minutes


def test_what_was_answered_along_remembers_with_what(answered: MinutesImport) -> None:
    assert asked(answered, 2).answered_with == asked(answered)
    assert asked(answered).answered_with is None


def test_one_place_is_taken_back_and_the_other_stays(answered: MinutesImport, room: Room, at: datetime) -> None:
    commands.take_back(question=asked(answered, 2), by=room.by, at=at)
    assert [q.state for q in (asked(answered), asked(answered, 2))] == [QuestionState.ANSWERED, QuestionState.OPEN]
    owner = ReadOwner.objects.get(finding=finding(answered, "A4"))
    assert (owner.kind, owner.words, owner.person) == ("as_written", "SC", None)
    assert set(owner.candidates.all()) == {room.stephen, room.sunita}
    assert asked(answered, 2).owner == owner
    assert state(answered, "A4") == "unticked"
    assert ReadOwner.objects.get(finding=finding(answered, "A3")).person == room.stephen


def test_the_whole_answer_is_taken_back_and_given_otherwise(answered: MinutesImport, room: Room, at: datetime) -> None:
    assert commands.take_back(question=asked(answered), also=True, by=room.by, at=at) == 2
    who = [Who.of_person(room.sunita, "SC")]
    commands.answer(question=asked(answered), who=who, also=True, by=room.by, at=at)
    assert {owner.person for owner in ReadOwner.objects.filter(words="SC")} == {room.sunita}


def test_nothing_is_taken_back_twice(answered: MinutesImport, room: Room, at: datetime) -> None:
    commands.take_back(question=asked(answered), also=True, by=room.by, at=at)
    assert commands.take_back(question=asked(answered), also=True, by=room.by, at=at) == 0


def test_what_is_in_the_register_is_not_taken_back(answered: MinutesImport, room: Room, at: datetime) -> None:
    commands.confirm(minutes=answered, findings=[finding(answered, "A3").pk], by=room.by, at=at)
    with pytest.raises(Refusal, match="A3 is in the register already"):
        commands.take_back(question=asked(answered), by=room.by, at=at)
    assert commands.take_back(question=asked(answered), also=True, by=room.by, at=at) == 1


def test_one_left_as_written_is_opened_again(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.leave_as_written(question=asked(minutes), also=True, by=room.by, at=at)
    commands.take_back(question=asked(minutes), also=True, by=room.by, at=at)
    assert asked(minutes).state == asked(minutes, 2).state == QuestionState.OPEN


def test_a_named_owner_beside_the_answer_stays_when_it_is_taken_back(
    answered: MinutesImport, room: Room, at: datetime
) -> None:
    found = finding(answered, "A3")
    ReadOwner.objects.create(finding=found, position=1, words="HL", kind="person", person=room.hester)
    commands.take_back(question=asked(answered), by=room.by, at=at)
    owners = ReadOwner.objects.filter(finding=found).order_by("position")
    assert [owner.words for owner in owners] == ["SC", "HL"]


def test_the_page_says_what_else_was_answered_and_takes_it_back(imported: Import, room: Room, client: Client) -> None:
    minutes = imported()
    client.force_login(room.user)
    said = {"choice": f"person:{room.stephen.pk}", "also": "1"}
    page = client.post(reverse("answer_question", args=[minutes.pk, 1]), said, follow=True).content.decode()
    assert "Also answered in 1 other place: A4." in page
    assert "Take the whole answer back" in page
    page = client.post(reverse("take_back_answer", args=[minutes.pk, 2]), follow=True).content.decode()
    assert "Answer first" in page
    assert "Take the whole answer back" not in page
