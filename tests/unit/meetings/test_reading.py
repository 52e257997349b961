"""What is made of a reading before anybody has looked at it."""

from datetime import date, datetime

import pytest

from plait.actions.models import ActionKind, DueKind, OwnerKind
from plait.core.actor import Actor
from plait.history.models import Entry
from plait.meetings import commands
from plait.meetings.models import (
    Attendance,
    Finding,
    ImportState,
    Meeting,
    MinutesImport,
    Question,
    ReadAttendee,
    ReadOwner,
    TextPart,
)
from plait.people.models import Person
from plait.reading.model import unreadable
from tests.factories.people import AgencyFactory, PersonFactory
from tests.unit.meetings.conftest import THE_MEETING, Import, Room, action, finding, owner, state, told


def owner_of(minutes: MinutesImport, label: str) -> ReadOwner:
    found: ReadOwner = ReadOwner.objects.get(finding=finding(minutes, label))
    return found


def test_nothing_enters_the_register_before_somebody_confirms(imported: Import) -> None:
    minutes = imported()
    assert minutes.state == ImportState.READY
    assert not Meeting.objects.exists()
    assert not Attendance.objects.exists()
    assert not Finding.objects.filter(action__isnull=False).exists()


def test_initials_that_one_person_bears_become_that_person(imported: Import, room: Room) -> None:
    minutes = imported()
    assert owner_of(minutes, "A1").person == room.kemi
    assert state(minutes, "A1") == "ticked"


def test_shared_initials_stay_as_written_and_become_a_question(imported: Import, room: Room) -> None:
    minutes = imported()
    asked = owner_of(minutes, "A3")
    assert (asked.kind, asked.person, asked.words) == (OwnerKind.AS_WRITTEN, None, "SC")
    question = Question.objects.get(owner=asked)
    assert set(question.candidates.all()) == {room.stephen, room.sunita}
    assert state(minutes, "A3") == "unticked"


def test_strangers_keep_their_names_and_nobody_is_invented(imported: Import) -> None:
    people = Person.objects.count()
    minutes = imported()
    stranger = ReadAttendee.objects.get(minutes_import=minutes, name="Wyn Stranger")
    assert stranger.person is None
    assert Person.objects.count() == people


def test_a_stranger_who_owns_an_action_stands_as_written_without_a_question(imported: Import) -> None:
    minutes = imported(actions=[action("Wyn to write.", 5, owner("Wyn", "person", "Wyn Stranger"))], questions=[])
    assert owner_of(minutes, "A1").kind == OwnerKind.AS_WRITTEN
    assert owner_of(minutes, "A1").words == "Wyn"
    assert state(minutes, "A1") == "ticked"


def test_a_seat_holder_comes_before_another_person_of_that_name(imported: Import, room: Room) -> None:
    PersonFactory(name="Hester Lockyer", initials="HL")
    minutes = imported()
    assert owner_of(minutes, "A2").person == room.hester


def test_two_people_of_one_name_outside_the_group_are_asked_about(imported: Import, room: Room) -> None:
    twin = PersonFactory(name="Kemi Odukoya", initials="KO")
    minutes = imported()
    question = Question.objects.get(finding=finding(minutes, "A1"))
    assert set(question.candidates.all()) == {room.kemi, twin}
    assert owner_of(minutes, "A1").person is None


def test_a_name_nobody_in_the_room_bears_is_only_offered(imported: Import, room: Room) -> None:
    asked = {"about": "actions[0].owners[0]", "text": "Nobody in the list is called that. Who?", "candidates": []}
    minutes = imported(actions=[action("Stephen Corrie to write.", 5, owner("Stephen Corrie"))], questions=[asked])
    assert owner_of(minutes, "A1").person is None
    assert list(Question.objects.get(minutes_import=minutes).candidates.all()) == [room.stephen]


def test_posts_agencies_groups_and_everyone_are_matched_by_their_names(imported: Import) -> None:
    AgencyFactory(name="The partnership's business unit", short_name="Business Unit")
    owners = [
        owner("the Named Nurse", "post"),
        owner("Wendmouth Hospitals", "agency"),
        owner("Oversight Group", "group"),
        owner("Business Unit", "group"),
        owner("All partners", "all"),
        owner("the hub", "group"),
    ]
    minutes = imported(actions=[action("To write.", 5, *owners)], questions=[])
    kinds = ReadOwner.objects.filter(finding__minutes_import=minutes).values_list("kind", flat=True)
    assert list(kinds) == ["post", "agency", "group", "agency", "everyone", "as_written"]


def test_the_chair_is_who_holds_the_chairs_seat(imported: Import, room: Room) -> None:
    minutes = imported(actions=[action("Chair to write.", 5, owner("Chair", "post"))], questions=[])
    assert owner_of(minutes, "A1").person == room.hester
    assert owner_of(minutes, "A1").words == "Chair"


def test_one_person_written_twice_answers_once(imported: Import) -> None:
    twice = [owner("KO", "person", "Kemi Odukoya"), owner("Kemi Odukoya", "person", "Kemi Odukoya")]
    minutes = imported(actions=[action("To write.", 5, *twice)], questions=[])
    assert ReadOwner.objects.filter(finding__minutes_import=minutes).count() == 1


def test_a_hard_date_says_which_line_makes_it_hard(imported: Import) -> None:
    found = finding(imported(), "A2")
    assert found.due_hard
    assert found.hard_line == 7
    assert "delivery date and not the target date" in found.hard_because


def test_the_kind_is_guessed_from_the_words(imported: Import) -> None:
    minutes = imported()
    assert finding(minutes, "A1").action_kind == ActionKind.HOUSEKEEPING
    assert finding(minutes, "A2").action_kind == ActionKind.PRACTICE_CHANGE
    assert finding(minutes, "A4").action_kind == ActionKind.ENQUIRY


def test_what_is_reported_done_is_not_ticked(imported: Import) -> None:
    done = action("KO to write.", 5, owner("KO", "person", "Kemi Odukoya"), status="done")
    assert state(imported(actions=[done], questions=[]), "A1") == "unticked"


def test_a_missing_day_is_the_first_question(imported: Import) -> None:
    minutes = imported(date=None)
    first = Question.objects.filter(minutes_import=minutes).order_by("number").first()
    assert first is not None
    assert first.kind == "date"


def test_the_next_meeting_is_a_fact_of_the_meeting(imported: Import) -> None:
    minutes = imported()
    assert minutes.next_on == date(2026, 11, 4)
    assert finding(minutes, "A3").due_kind == DueKind.NEXT_MEETING


def test_a_refused_file_keeps_its_sentence_and_can_be_read_again(room: Room, at: datetime) -> None:
    added = commands.add_minutes(group=room.group, data=b"x", name="a.pdf", queue=False, by=room.by, at=at)
    commands.begin_reading(key=added.pk, by=room.by, at=at)
    refused = commands.keep_reading(
        key=added.pk, reading=unreadable("The file is damaged.", "damaged"), by=room.by, at=at
    )
    assert (refused.state, refused.refusal) == (ImportState.REFUSED, "The file is damaged.")
    again = commands.read_again(minutes=refused, queue=False, by=room.by, at=at)
    assert (again.state, again.refusal, again.tries) == (ImportState.WAITING, "", 0)


def test_a_late_reading_changes_nothing(imported: Import, at: datetime) -> None:
    from plait.reading.model import Reading

    minutes = imported()
    entries = Entry.objects.count()
    commands.keep_reading(key=minutes.pk, reading=Reading.from_json(told()), by=Actor.job("The reader"), at=at)
    assert Finding.objects.filter(minutes_import=minutes).count() == 5
    assert Entry.objects.count() == entries


def test_a_long_document_is_kept_in_parts(imported: Import) -> None:
    minutes = imported(lines=[f"Line {n}" for n in range(1, 1001)])
    assert minutes.text is not None
    assert minutes.text.lines == 1000
    assert TextPart.objects.filter(text=minutes.text).count() == 5


def test_characters_that_no_database_keeps_are_taken_out(imported: Import) -> None:
    minutes = imported(venue="Room\x00 2", lines=["Nought\x00"])
    assert minutes.venue == "Room 2"
    assert TextPart.objects.get(text=minutes.text).words == ["Nought"]


@pytest.mark.parametrize("kind", ["not_minutes", "unreadable"])
def test_what_is_no_minutes_makes_no_findings(imported: Import, kind: str) -> None:
    minutes = imported(kind=kind, reason="This is an agenda.", lines=[])
    assert minutes.state == ImportState.REFUSED
    assert not Finding.objects.filter(minutes_import=minutes).exists()


def test_the_day_of_the_meeting_is_the_day_read(imported: Import) -> None:
    assert imported().held_on == THE_MEETING
