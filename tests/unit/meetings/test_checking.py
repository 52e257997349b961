"""Answering, changing, dropping, adding: what a person does before confirming."""

from datetime import date, datetime
from typing import Any

import pytest

from plait.actions.choices import DueChoice
from plait.actions.models import ActionKind, DueKind
from plait.core.refusals import Refusal, Stale
from plait.history.models import Entry
from plait.meetings import commands
from plait.meetings.choices import ActionWords, Facts, Who
from plait.meetings.models import MinutesImport, Presence, Question, ReadAttendee, ReadOwner
from plait.meetings.queries.matching import Known
from tests.factories.people import PersonFactory
from tests.unit.meetings.conftest import THE_MEETING, Import, Room, action, due, finding, owner, state


def asked(minutes: MinutesImport, label: str) -> Question:
    found: Question = Question.objects.get(finding=finding(minutes, label))
    return found


def owners(minutes: MinutesImport, label: str) -> list[str]:
    found = ReadOwner.objects.filter(finding=finding(minutes, label)).order_by("position")
    return [str(o.person or o.post or o.agency or o.group or o.words) for o in found]


def words(found_words: str = "HL to open the door.", *who: Who, due: DueChoice | None = None) -> ActionWords:
    return ActionWords(found_words, ActionKind.PRACTICE_CHANGE, who, due or DueChoice())


def test_an_answer_names_the_owner_and_ticks_the_action(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.answer(question=asked(minutes, "A3"), who=[Who.of_person(room.sunita, "SC")], by=room.by, at=at)
    assert owners(minutes, "A3") == ["Sunita Chandel"]
    assert state(minutes, "A3") == "ticked"
    assert state(minutes, "A4") == "unticked"


def test_an_answer_counts_for_the_same_words_elsewhere_when_asked(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.answer(question=asked(minutes, "A3"), who=[Who.of_person(room.sunita, "SC")], also=True, by=room.by, at=at)
    assert owners(minutes, "A4") == ["Sunita Chandel"]
    assert not Question.objects.filter(minutes_import=minutes, state="open").exists()


def test_both_may_be_meant(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    both = [Who.of_person(room.stephen, "SC"), Who.of_person(room.sunita, "SC")]
    commands.answer(question=asked(minutes, "A3"), who=both, by=room.by, at=at)
    assert owners(minutes, "A3") == ["Stephen Corrie", "Sunita Chandel"]


def test_the_answer_of_somebody_else_is_not_overwritten(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    question = asked(minutes, "A3")
    commands.answer(question=question, who=[Who.of_person(room.sunita)], by=room.by, at=at)
    with pytest.raises(Stale, match="Bronwen Pask answered Q1 already: Sunita Chandel"):
        commands.answer(question=question, who=[Who.of_person(room.stephen)], by=room.by, at=at)
    assert owners(minutes, "A3") == ["Sunita Chandel"]


def test_the_same_answer_sent_twice_counts_once(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    for _ in range(2):
        commands.answer(question=asked(minutes, "A3"), who=[Who.of_person(room.sunita)], by=room.by, at=at)
    assert Entry.objects.filter(kind="minutes_import", verb="answered").count() == 1


def test_left_as_written_is_no_answer_and_does_not_tick(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.leave_as_written(question=asked(minutes, "A3"), by=room.by, at=at)
    assert state(minutes, "A3") == "unticked"
    commands.answer(question=asked(minutes, "A3"), who=[Who.of_person(room.sunita)], by=room.by, at=at)
    assert state(minutes, "A3") == "ticked"


def test_a_stranger_may_be_the_answer_and_stands_as_written(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    commands.answer(question=asked(minutes, "A3"), who=[Who.as_written("Susan Carver")], by=room.by, at=at)
    assert owners(minutes, "A3") == ["Susan Carver"]


def test_changing_the_owners_settles_the_question_about_them(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    found = finding(minutes, "A3")
    commands.change_action(
        finding=found, to=words("To bring.", Who.of_person(room.kemi)), version=found.version, by=room.by, at=at
    )
    assert owners(minutes, "A3") == ["Kemi Odukoya"]
    assert asked(minutes, "A3").state == "answered"
    assert state(minutes, "A3") == "ticked"


def test_leaving_the_owner_field_alone_leaves_its_question_open(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    found = finding(minutes, "A3")
    commands.change_action(
        finding=found, to=words("To bring it all.", Who.as_written("SC")), version=found.version, by=room.by, at=at
    )
    assert asked(minutes, "A3").state == "open"
    assert state(minutes, "A3") == "unticked"


def test_a_change_from_an_older_page_is_told_who_was_faster(imported: Import, room: Room, at: datetime) -> None:
    found = finding(imported(), "A2")
    commands.change_action(finding=found, to=words("One."), version=found.version, by=room.by, at=at)
    with pytest.raises(Stale, match="Bronwen Pask changed A2"):
        commands.change_action(finding=found, to=words("Two."), version=found.version, by=room.by, at=at)


def test_a_change_sent_twice_changes_once(imported: Import, room: Room, at: datetime) -> None:
    found = finding(imported(), "A2")
    changed = commands.change_action(finding=found, to=words("One."), version=found.version, by=room.by, at=at)
    commands.change_action(finding=found, to=words("One."), version=changed.version, by=room.by, at=at)
    assert Entry.objects.filter(kind="minutes_import", verb="changed").count() == 1


def test_nobody_owns_an_action_twice(imported: Import, room: Room, at: datetime) -> None:
    found = finding(imported(), "A2")
    twice = words("One.", Who.of_person(room.kemi), Who.of_person(room.kemi, "KO"))
    with pytest.raises(Refusal, match="named twice"):
        commands.change_action(finding=found, to=twice, version=found.version, by=room.by, at=at)


def test_a_hard_date_needs_a_day(imported: Import, room: Room, at: datetime) -> None:
    found = finding(imported(), "A2")
    hard = words("One.", due=DueChoice(DueKind.CONDITIONAL, None, "soon", True))
    with pytest.raises(Refusal, match="needs its day"):
        commands.change_action(finding=found, to=hard, version=found.version, by=room.by, at=at)


@pytest.mark.parametrize("wording", ["", "   ", "\x00", "x" * 4001])
def test_no_action_has_empty_or_endless_words(imported: Import, room: Room, at: datetime, wording: str) -> None:
    found = finding(imported(), "A2")
    with pytest.raises(Refusal):
        commands.change_action(finding=found, to=words(wording), version=found.version, by=room.by, at=at)


def test_what_was_dropped_stays_out_and_can_come_back(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    for label, back in (("A1", "ticked"), ("A3", "unticked")):
        commands.drop(finding=finding(minutes, label), by=room.by, at=at)
        commands.set_ticks(minutes=minutes, shown={finding(minutes, label).pk}, ticked=set(), by=room.by, at=at)
        assert state(minutes, label) == "dropped"
        commands.restore(finding=finding(minutes, label), by=room.by, at=at)
        assert state(minutes, label) == back


def test_a_missed_action_is_added_from_its_lines_once(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    new = words("HL to say when.", Who.of_person(room.hester))
    added = commands.add_action(minutes=minutes, lines=(7, 7), words=new, by=room.by, at=at)
    assert (added.label, added.state, added.by_hand) == ("A5", "ticked", True)
    with pytest.raises(Stale, match="added already, as A5"):
        commands.add_action(minutes=minutes, lines=(7, 7), words=new, by=room.by, at=at)


@pytest.mark.parametrize("lines", [(0, 1), (5, 4), (1, 13), (1, 61)])
def test_lines_that_are_no_passage_are_refused(
    imported: Import, room: Room, at: datetime, lines: tuple[int, int]
) -> None:
    with pytest.raises(Refusal):
        commands.add_decision(minutes=imported(), lines=lines, wording="Agreed.", by=room.by, at=at)


def test_giving_the_day_answers_the_question_of_the_day(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported(date=None)
    commands.change_facts(minutes=minutes, facts=Facts(THE_MEETING), version=minutes.version, by=room.by, at=at)
    assert Question.objects.get(minutes_import=minutes, kind="date").answer == "7 October 2026"


def test_what_is_due_at_the_next_meeting_follows_its_day(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    facts = Facts(THE_MEETING, next_on=date(2026, 11, 11))
    commands.change_facts(minutes=minutes, facts=facts, version=minutes.version, by=room.by, at=at)
    assert finding(minutes, "A3").due_on == date(2026, 11, 11)


def within(words: str, on: str | None) -> dict[str, Any]:
    return {**action("KO to write.", 5, owner("KO")), "due": due(words, "within", on)}


@pytest.mark.parametrize(("read", "counted"), [(None, None), ("2026-10-07", "2026-10-14")])
def test_days_counted_from_the_meeting_follow_its_day(
    imported: Import, room: Room, at: datetime, read: str | None, counted: str | None
) -> None:
    minutes = imported(date=read, actions=[within("within seven days", counted)], questions=[])
    facts = Facts(date(2026, 10, 9))
    commands.change_facts(minutes=minutes, facts=facts, version=minutes.version, by=room.by, at=at)
    assert finding(minutes, "A1").due_on == date(2026, 10, 16)


def test_a_day_that_a_person_chose_stays_when_the_meeting_moves(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported(actions=[within("within seven days", "2026-10-20")], questions=[])
    facts = Facts(date(2026, 10, 9))
    commands.change_facts(minutes=minutes, facts=facts, version=minutes.version, by=room.by, at=at)
    assert finding(minutes, "A1").due_on == date(2026, 10, 20)


def test_the_next_meeting_comes_after_this_one(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    with pytest.raises(Refusal, match="must come after"):
        commands.change_facts(
            minutes=minutes, facts=Facts(THE_MEETING, next_on=THE_MEETING), version=minutes.version, by=room.by, at=at
        )


def test_somebody_attends_once(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    stranger = ReadAttendee.objects.get(minutes_import=minutes, name="Wyn Stranger")
    with pytest.raises(Refusal, match="attends already"):
        commands.change_attendee(attendee=stranger, status=Presence.PRESENT, person=room.hester, by=room.by, at=at)
    wyn = PersonFactory(name="Wyn Pugh")
    changed = commands.change_attendee(attendee=stranger, status=Presence.DEPUTY, person=wyn, by=room.by, at=at)
    assert (changed.person, changed.status) == (wyn, "deputy")


@pytest.mark.django_db
def test_a_typed_name_means_the_one_who_bears_it(room: Room) -> None:
    known = Known.on(room.group, THE_MEETING)
    assert known.who("  kemi   ODUKOYA ").person == room.kemi
    assert known.who("Odukoya, Kemi").person == room.kemi
    assert known.who("Dr Kemi Odukoya").person == room.kemi
    assert known.who(room.kemi.email).person == room.kemi
    assert known.who("Chair").person == room.hester
    assert str(known.who("wendmouth hospitals").agency) == "Wendmouth Hospitals"
    assert known.who("Nobody Known").kind == "as_written"


@pytest.mark.django_db
def test_a_name_that_two_bear_is_asked_for_by_address(room: Room) -> None:
    PersonFactory(name="Kemi Odukoya", initials="KO")
    with pytest.raises(Refusal, match="2 people are called"):
        Known.on(room.group, THE_MEETING).who("Kemi Odukoya")
