"""What the registry is told: words as far as one may know, where things came from, and people who are merged."""

from datetime import datetime

from plait.actions.models import Responsibility
from plait.core import registry
from plait.core.registry import Ref
from plait.history.models import Detail, Entry
from plait.meetings import commands
from plait.meetings.choices import Who
from plait.meetings.models import Attendance, Decision, Meeting, MinutesImport, Question, ReadAttendee, ReadOwner
from plait.people.commands import merge_people
from tests.factories.foundations import UserFactory
from tests.factories.people import PersonFactory
from tests.unit.meetings.conftest import Import, Room, finding


def confirmed(imported: Import, room: Room, at: datetime) -> MinutesImport:
    return commands.confirm(minutes=imported(), by=room.by, at=at)


def test_a_meeting_tells_what_came_of_it_and_where_it_came_from(imported: Import, room: Room, at: datetime) -> None:
    minutes = confirmed(imported, room, at)
    ref = Ref("meeting", Meeting.objects.get().pk)
    assert [each.kind for each in registry.led_to([ref])[ref]] == ["decision", "action", "action"]
    assert registry.came_from([ref])[ref] == [Ref("minutes_import", minutes.pk)]
    decision = Ref("decision", Decision.objects.get().pk)
    assert registry.came_from([decision])[decision] == [ref]


def test_who_may_not_know_is_told_of_a_restricted_record(imported: Import, room: Room, at: datetime) -> None:
    confirmed(imported, room, at)
    refs = [Ref("meeting", Meeting.objects.get().pk), Ref("decision", Decision.objects.get().pk)]
    told = registry.describe(refs, UserFactory())
    assert {each.title for each in told.values()} == {"A restricted record"}
    known = registry.describe(refs, room.user)
    assert known[refs[0]].title == "Practice Oversight Group, 7 October 2026"
    assert "sibling groups" in known[refs[1]].title


def test_a_restricted_decision_is_told_by_its_reference(restricted_room: Room, imported: Import, at: datetime) -> None:
    confirmed(imported, restricted_room, at)
    ref = Ref("decision", Decision.objects.get().pk)
    assert (
        registry.describe([ref], restricted_room.user)[ref].title == "Decision DEC-0001 of the Practice Oversight Group"
    )


def test_minutes_nobody_finished_are_held_by_who_added_them(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    held = registry.holdings(Ref("person", room.user.person_id))
    assert [h.words for h in held if h.ref == Ref("minutes_import", minutes.pk)] == [
        "minutes of the Practice Oversight Group to be confirmed"
    ]


def test_a_merged_person_keeps_attendance_answers_and_offers(imported: Import, room: Room, at: datetime) -> None:
    minutes = confirmed(imported, room, at)
    keep = PersonFactory(name="Sunita Chandel-Rao")
    merge_people(keep=keep, merge=room.sunita, by=room.by, at=at)
    assert Attendance.objects.get(person=keep).name == "Sunita Chandel"
    assert ReadAttendee.objects.get(person=keep).minutes_import == minutes
    assert keep in Question.objects.filter(minutes_import=minutes)[0].candidates.all()
    assert keep in ReadOwner.objects.get(finding=finding(minutes, "A3")).candidates.all()


def test_two_records_of_one_person_attended_once(imported: Import, room: Room, at: datetime) -> None:
    confirmed(imported, room, at)
    merge_people(keep=room.stephen, merge=room.sunita, by=room.by, at=at)
    assert Attendance.objects.filter(person=room.stephen).count() == 1
    assert Attendance.objects.filter(meeting=Meeting.objects.get()).count() == 5


def test_owners_who_became_one_person_before_confirming_answer_once(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    both = [Who.of_person(room.stephen, "SC"), Who.of_person(room.sunita, "SC")]
    asked = Question.objects.get(finding=finding(minutes, "A3"))
    commands.answer(question=asked, who=both, by=room.by, at=at)
    merge_people(keep=room.stephen, merge=room.sunita, by=room.by, at=at)
    commands.confirm(minutes=minutes, by=room.by, at=at)
    action = finding(minutes, "A3").action
    assert [r.person for r in Responsibility.objects.filter(action=action)] == [room.stephen]


def test_every_line_of_the_history_reads_as_words(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    question = Question.objects.filter(minutes_import=minutes).order_by("number")[0]
    commands.leave_as_written(question=question, by=room.by, at=at)
    commands.drop(finding=finding(minutes, "A2"), by=room.by, at=at)
    commands.restore(finding=finding(minutes, "A2"), by=room.by, at=at)
    commands.set_ticks(minutes=minutes, shown={finding(minutes, "A1").pk}, ticked=set(), by=room.by, at=at)
    commands.confirm(minutes=minutes, by=room.by, at=at)
    commands.finish(minutes=minutes, by=room.by, at=at)
    tell = registry.kind("minutes_import").tell
    assert tell is not None
    entries = Entry.objects.filter(kind="minutes_import").order_by("pk")
    assert [tell(e.verb, Detail.objects.get(entry=e).said) for e in entries] == [
        "added the file minutes.txt",
        "read 4 actions, 1 decisions and 5 people, with 2 questions",
        "left Q1 as written: “SC”",
        "dropped A2",
        "took A2 back in",
        "took the tick from A1",
        "confirmed D1, A2",
        "ended the checking and left out A1, A3, A4",
    ]
