"""What enters the register, when, and never twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.db import connections

from plait.actions.models import Action, DueKind, OwnerKind, Responsibility, State
from plait.core.refusals import Refusal, Stale
from plait.history.models import Entry
from plait.meetings import commands
from plait.meetings.choices import Facts
from plait.meetings.models import (
    Attendance,
    Decision,
    Finding,
    ImportState,
    Item,
    Meeting,
    MinutesImport,
    MinutesVersion,
    Question,
)
from plait.search.queries import search
from tests.unit.meetings.conftest import THE_MEETING, Import, Room, action, finding, owner, state, told


def test_the_first_confirmation_makes_the_meeting_its_minutes_and_who_came(
    imported: Import, room: Room, at: datetime
) -> None:
    minutes = commands.confirm(minutes=imported(), by=room.by, at=at)
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.group, meeting.circle) == (THE_MEETING, room.group, room.group.circle)
    assert meeting.next_on == date(2026, 11, 4)
    assert Attendance.objects.filter(meeting=meeting).count() == 5
    version = MinutesVersion.objects.get(meeting=meeting)
    assert (version.number, version.file, version.text) == (1, minutes.file, minutes.text)
    assert Item.objects.filter(version=version).count() == 1


def test_ticked_actions_stand_in_the_register_with_owner_date_and_lines(
    imported: Import, room: Room, at: datetime
) -> None:
    commands.confirm(minutes=imported(), by=room.by, at=at)
    action = Action.objects.get(wording__startswith="HL to open")
    assert (action.due_kind, action.due_on, action.due_hard) == (DueKind.DATE, date(2026, 10, 30), True)
    assert (action.first_line, action.last_line) == (8, 8)
    assert (action.origin_kind, action.origin_key) == ("meeting", Meeting.objects.get().pk)
    assert Responsibility.objects.get(action=action).person == room.hester


def test_what_waits_for_an_answer_stays_and_the_rest_goes_in(imported: Import, room: Room, at: datetime) -> None:
    minutes = commands.confirm(minutes=imported(), by=room.by, at=at)
    assert minutes.state == ImportState.READY
    assert [state(minutes, label) for label in ("A1", "A2", "A3", "A4", "D1")] == [
        "confirmed",
        "confirmed",
        "unticked",
        "unticked",
        "confirmed",
    ]


def test_an_action_may_be_confirmed_with_its_question_open_and_stands_as_written(
    imported: Import, room: Room, at: datetime
) -> None:
    minutes = imported()
    commands.confirm(minutes=minutes, findings=[finding(minutes, "A3").pk], by=room.by, at=at)
    owner = Responsibility.objects.get()
    assert (owner.kind, owner.words, owner.person) == (OwnerKind.AS_WRITTEN, "SC", None)
    assert set(owner.candidates.all()) == {room.stephen, room.sunita}


def test_a_half_done_confirmation_is_resumed(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.confirm(minutes=minutes, by=room.by, at=at)
    asked = Question.objects.filter(minutes_import=minutes).order_by("number")[0]
    commands.leave_as_written(question=asked, also=True, by=room.by, at=at)
    rest = [finding(minutes, label).pk for label in ("A3", "A4")]
    done = commands.confirm(minutes=minutes, findings=rest, by=room.by, at=at)
    assert done.state == ImportState.CONFIRMED
    assert Action.objects.count() == 4
    assert Meeting.objects.count() == MinutesVersion.objects.count() == 1


def test_confirming_the_same_findings_again_changes_nothing(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    seen = minutes.version
    keys = [finding(minutes, "A1").pk]
    commands.confirm(minutes=minutes, findings=keys, version=seen, by=room.by, at=at)
    entries = Entry.objects.count()
    commands.confirm(minutes=minutes, findings=keys, version=seen, by=room.by, at=at)
    assert Action.objects.count() == 1
    assert Entry.objects.count() == entries


def test_a_page_from_before_somebody_elses_change_is_told_so(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.drop(finding=finding(minutes, "A2"), by=room.by, at=at)
    with pytest.raises(Stale, match="Bronwen Pask dropped A2"):
        commands.confirm(minutes=minutes, version=minutes.version, by=room.by, at=at)
    assert not Action.objects.exists()


def test_two_people_confirming_at_once_double_nothing(
    transactional_db: None, imported: Import, room: Room, at: datetime
) -> None:
    minutes = imported()

    def confirm(_: int) -> str:
        try:
            commands.confirm(minutes=minutes, version=minutes.version, by=room.by, at=at)
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(4) as people:
        outcomes = list(people.map(confirm, range(4)))
    assert "done" in outcomes
    assert Action.objects.count() == 2
    assert Decision.objects.count() == Meeting.objects.count() == 1


def test_minutes_without_a_day_are_not_confirmed(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported(date=None)
    with pytest.raises(Refusal, match="day of the meeting is missing"):
        commands.confirm(minutes=minutes, by=room.by, at=at)
    assert not Meeting.objects.exists()


def test_a_day_still_to_come_is_not_confirmed(imported: Import, room: Room, at: datetime) -> None:
    with pytest.raises(Refusal, match="still to come"):
        commands.confirm(minutes=imported(date="2026-12-01"), by=room.by, at=at)


def test_minutes_without_actions_make_a_meeting(imported: Import, room: Room, at: datetime) -> None:
    done = commands.confirm(minutes=imported(actions=[], decisions=[], questions=[]), by=room.by, at=at)
    assert done.state == ImportState.CONFIRMED
    assert Meeting.objects.count() == 1


def test_the_same_file_for_the_same_group_is_not_added_twice(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    again = commands.add_minutes(group=room.group, data=b"the minutes", name="copy.txt", by=room.by, at=at)
    assert again.pk == minutes.pk
    assert MinutesImport.objects.count() == 1


def test_a_corrected_file_becomes_a_further_version_and_doubles_nothing(
    imported: Import, room: Room, at: datetime
) -> None:
    commands.confirm(minutes=imported(), by=room.by, at=at)
    second = imported(data=b"the corrected minutes")
    assert finding(second, "A1").again_action == Action.objects.get(wording__startswith="KO")
    assert state(second, "A1") == "unticked"
    commands.confirm(minutes=second, by=room.by, at=at)
    assert Action.objects.count() == 2
    assert Decision.objects.count() == 1
    assert Attendance.objects.count() == 5
    assert MinutesVersion.objects.filter(meeting=Meeting.objects.get()).count() == 2


def test_two_imports_of_one_meeting_confirmed_one_after_the_other_double_nothing(
    imported: Import, room: Room, at: datetime
) -> None:
    """Both were read before either was confirmed, so neither knew of the other."""
    first, second = imported(), imported(data=b"the corrected minutes")
    commands.confirm(minutes=first, by=room.by, at=at)
    commands.confirm(minutes=second, by=room.by, at=at)
    assert Action.objects.count() == 2
    assert finding(second, "A1").stands_as == Action.objects.get(wording__startswith="KO")
    assert state(second, "A1") == "confirmed"


def test_a_repeated_action_that_is_ticked_does_not_go_in_twice(imported: Import, room: Room, at: datetime) -> None:
    commands.confirm(minutes=imported(), by=room.by, at=at)
    second = imported(data=b"the corrected minutes")
    commands.confirm(minutes=second, findings=[finding(second, "A1").pk], by=room.by, at=at)
    assert Action.objects.filter(wording__startswith="KO").count() == 1


def test_what_is_confirmed_can_be_found_by_its_words(imported: Import, room: Room, at: datetime) -> None:
    commands.confirm(minutes=imported(), by=room.by, at=at)
    assert {row.kind for row in search("sibling groups", room.user)} == {"decision", "meeting"}
    assert "meeting" in {row.kind for row in search("mailing list", room.user)}


def test_a_restricted_meeting_gives_its_actions_a_safe_title(
    restricted_room: Room, imported: Import, at: datetime
) -> None:
    commands.confirm(minutes=imported(), by=restricted_room.by, at=at)
    action = Action.objects.get(wording__startswith="KO")
    assert action.circle == restricted_room.group.circle
    assert "mailing" not in action.safe_title


def test_the_day_cannot_change_once_part_is_in_the_register(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.confirm(minutes=minutes, by=room.by, at=at)
    minutes.refresh_from_db()
    with pytest.raises(Refusal, match="cannot change any more"):
        commands.change_facts(
            minutes=minutes, facts=Facts(date(2026, 10, 8)), version=minutes.version, by=room.by, at=at
        )


def test_each_change_leaves_a_line_in_the_history(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.confirm(minutes=minutes, by=room.by, at=at)
    verbs = list(Entry.objects.filter(kind="minutes_import", key=minutes.pk).values_list("verb", flat=True))
    assert verbs == ["added", "read", "confirmed"]
    assert Entry.objects.filter(kind="meeting", verb="minuted").count() == 1
    assert Entry.objects.filter(kind="decision", verb="minuted").count() == 1
    assert Entry.objects.filter(kind="action", verb="assigned").count() == 2


def test_an_action_of_a_long_document_points_at_its_lines(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported(lines=[*told()["lines"], *(f"Line {n}" for n in range(13, 900))])
    commands.confirm(minutes=minutes, by=room.by, at=at)
    assert Finding.objects.get(minutes_import=minutes, kind="action", number=2).action is not None


@pytest.mark.parametrize(("status", "state"), [("in_progress", State.ON_THE_WAY), ("new", State.NOT_STARTED)])
def test_what_the_minutes_report_as_being_worked_on_enters_on_the_way(
    imported: Import, room: Room, at: datetime, status: str, state: State
) -> None:
    read = action("KO to circulate the list.", 5, owner("KO", "person", "Kemi Odukoya"), status=status)
    minutes = imported(actions=[read], questions=[])
    commands.confirm(minutes=minutes, findings=[finding(minutes, "A1").pk], by=room.by, at=at)
    assert Action.objects.get().state == state


def test_initials_of_a_stranger_stand_with_the_name_the_document_gives(
    imported: Import, room: Room, at: datetime
) -> None:
    read = action("WS to bring the figures.", 5, owner("WS", "person", "Wyn Stranger"))
    minutes = imported(actions=[read], questions=[])
    commands.confirm(minutes=minutes, findings=[finding(minutes, "A1").pk], by=room.by, at=at)
    owns = Responsibility.objects.get()
    assert (owns.kind, owns.words) == (OwnerKind.AS_WRITTEN, "Wyn Stranger (WS)")
