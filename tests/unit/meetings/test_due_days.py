"""Days that cannot be: 31 June is asked about, holds nothing up, and stands as written until somebody knows."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plait.actions.choices import DueChoice
from plait.actions.models import Action, ActionKind, DueKind
from plait.core.refusals import Refusal, Stale
from plait.history.models import Entry
from plait.meetings import commands
from plait.meetings.choices import ActionWords, Who
from plait.meetings.models import MinutesImport, Question
from plait.meetings.queries import imports
from tests.unit.meetings.conftest import Import, Room, action, due, finding, owner, state

BY_31_JUNE = due("by 31 June", "date")
LONG_PAST = due("by 17 May 2023", "date", "2023-05-17")
TITLE = "When is A1 due? The minutes say “by 31 June”, and there is no such day."
TO_CALL = "KO to call the schools by 31 June."


def asks_for_the_day(*, words: dict[str, Any] = BY_31_JUNE, owners: bool = True) -> dict[str, Any]:
    """What the reader says of one action whose day cannot be."""
    kemi = [owner("KO", "person", "Kemi Odukoya")] if owners else []
    asked = [{"about": "actions[0].due", "text": "There is no day “31 June”. Which day is meant?", "candidates": []}]
    return {"actions": [{**action(TO_CALL, 5, *kemi), "due": words}], "questions": asked}


@pytest.fixture
def minutes(imported: Import) -> MinutesImport:
    return imported(**asks_for_the_day())


@pytest.fixture
def client(room: Room) -> Client:
    client = Client()
    client.force_login(room.user)
    return client


def the_question(minutes: MinutesImport) -> Question:
    found: Question = Question.objects.get(minutes_import=minutes, kind="due")
    return found


def stands(minutes: MinutesImport) -> tuple[str, date | None, str]:
    found = finding(minutes, "A1")
    return found.due_kind, found.due_on, found.due_words


def page(client: Client, minutes: MinutesImport, **headers: str) -> str:
    return str(client.get(reverse("minutes_import", args=[minutes.pk]), headers=headers).content.decode())


def send(client: Client, minutes: MinutesImport, **data: str) -> None:
    number = the_question(minutes).number
    assert client.post(reverse("answer_question", args=[minutes.pk, number]), data).status_code == 302


def test_a_day_that_is_none_becomes_a_question_and_holds_nothing_up(minutes: MinutesImport) -> None:
    question = the_question(minutes)
    assert (question.text, question.words, question.line) == (TITLE, "by 31 June", 5)
    assert question.finding == finding(minutes, "A1")
    assert state(minutes, "A1") == "ticked"
    assert stands(minutes) == ("date", None, "by 31 June")


def test_a_term_whose_days_nobody_told_plait_is_asked_about_as_such(imported: Import) -> None:
    minutes = imported(**asks_for_the_day(words=due("by half term", "date")))
    assert the_question(minutes).text == (
        "When is A1 due? The minutes say “by half term”, and term dates differ from one area to the next."
    )


def test_a_day_before_the_meeting_is_asked_about_and_stays_meanwhile(imported: Import) -> None:
    minutes = imported(**asks_for_the_day(words=LONG_PAST))
    assert the_question(minutes).text.endswith("“by 17 May 2023”, and that day lies before the meeting.")
    assert stands(minutes)[1] == date(2023, 5, 17)


def test_the_day_does_not_take_the_place_of_the_question_who_is_to_do_it(imported: Import) -> None:
    minutes = imported(**asks_for_the_day(owners=False))
    assert set(Question.objects.filter(minutes_import=minutes).values_list("kind", flat=True)) == {"due", "no_owner"}
    assert state(minutes, "A1") == "unticked"


def test_who_is_known_ticks_the_action_while_its_day_is_open(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported(**asks_for_the_day(owners=False))
    nobody = Question.objects.get(minutes_import=minutes, kind="no_owner")
    commands.answer(question=nobody, who=[Who.of_person(room.kemi)], by=room.by, at=at)
    assert (state(minutes, "A1"), the_question(minutes).state) == ("ticked", "open")


def test_the_day_is_given_and_can_be_taken_back(minutes: MinutesImport, room: Room, at: datetime) -> None:
    commands.answer_day(question=the_question(minutes), day=date(2027, 6, 30), by=room.by, at=at)
    assert stands(minutes) == ("date", date(2027, 6, 30), "by 31 June")
    assert the_question(minutes).answer == "30 June 2027"
    assert commands.take_back(question=the_question(minutes), by=room.by, at=at) == 1
    assert stands(minutes) == ("date", None, "by 31 June")
    assert (the_question(minutes).state, state(minutes, "A1")) == ("open", "ticked")
    verbs = Entry.objects.filter(kind="minutes_import", verb__in=("answered", "taken_back"))
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == ["answered", "taken_back"]


def test_the_same_day_twice_counts_once_and_another_says_who_was_faster(
    minutes: MinutesImport, room: Room, at: datetime
) -> None:
    for _ in range(2):
        commands.answer_day(question=the_question(minutes), day=date(2027, 6, 30), by=room.by, at=at)
    assert Entry.objects.filter(verb="answered").count() == 1
    with pytest.raises(Stale, match=r"answered Q1 already: 30 June 2027\..*change the action’s date"):
        commands.answer_day(question=the_question(minutes), day=date(2027, 7, 1), by=room.by, at=at)


def test_a_hard_day_stays_hard_once_it_is_known(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported(**asks_for_the_day(words=due("by 31 June", "date", None, True)))
    assert not finding(minutes, "A1").due_hard
    commands.answer_day(question=the_question(minutes), day=date(2027, 6, 30), by=room.by, at=at)
    assert finding(minutes, "A1").due_hard


def test_left_as_written_it_goes_in_with_its_words_and_no_date(
    minutes: MinutesImport, room: Room, at: datetime
) -> None:
    commands.leave_as_written(question=the_question(minutes), by=room.by, at=at)
    commands.confirm(minutes=minutes, by=room.by, at=at)
    kept = Action.objects.get()
    assert (kept.due_on, kept.due_words) == (None, "by 31 June")


def test_a_day_nobody_answered_is_left_as_written_with_the_confirming(
    minutes: MinutesImport, room: Room, at: datetime
) -> None:
    commands.confirm(minutes=minutes, findings=[finding(minutes, "A1").pk], by=room.by, at=at)
    assert the_question(minutes).state == "left"
    assert Action.objects.get().due_words == "by 31 June"
    with pytest.raises(Refusal, match="A1 is in the register"):
        commands.answer_day(question=the_question(minutes), day=date(2027, 6, 30), by=room.by, at=at)


def test_the_day_that_was_given_goes_into_the_register(minutes: MinutesImport, room: Room, at: datetime) -> None:
    commands.answer_day(question=the_question(minutes), day=date(2027, 6, 30), by=room.by, at=at)
    commands.confirm(minutes=minutes, by=room.by, at=at)
    assert Action.objects.get().due_on == date(2027, 6, 30)


def test_changing_the_date_itself_settles_the_question(minutes: MinutesImport, room: Room, at: datetime) -> None:
    found = finding(minutes, "A1")
    to = ActionWords(TO_CALL, ActionKind(found.action_kind), [], DueChoice(DueKind.DATE, date(2027, 7, 1)))
    commands.change_action(finding=found, to=to, version=found.version, by=room.by, at=at)
    assert (the_question(minutes).state, the_question(minutes).answer) == ("answered", "Settled by changing the date")
    with pytest.raises(Refusal, match="settled elsewhere"):
        commands.take_back(question=the_question(minutes), by=room.by, at=at)


def test_a_person_is_no_day_and_a_day_is_no_person(imported: Import, room: Room, at: datetime) -> None:
    minutes = imported(**asks_for_the_day())
    with pytest.raises(Refusal, match="Give the day on which the action is due"):
        commands.answer(question=the_question(minutes), who=[Who.of_person(room.kemi)], by=room.by, at=at)
    with pytest.raises(Refusal, match="Give the day on which the action is due"):
        commands.answer_over(lead=the_question(minutes), questions=[], who=[Who.as_written("KO")], by=room.by, at=at)
    who_is_it = Question.objects.filter(minutes_import=imported(data=b"other"), kind="owner").first()
    assert who_is_it is not None
    with pytest.raises(Refusal, match="asks who is meant"):
        commands.answer_day(question=who_is_it, day=date(2027, 6, 30), by=room.by, at=at)


def test_a_second_file_of_the_meeting_does_not_ask_again(
    minutes: MinutesImport, imported: Import, room: Room, at: datetime
) -> None:
    commands.answer_day(question=the_question(minutes), day=date(2027, 6, 30), by=room.by, at=at)
    commands.confirm(minutes=minutes, by=room.by, at=at)
    later = imported(data=b"the corrected minutes", **asks_for_the_day())
    assert the_question(later).answer == "As in the earlier file of this meeting"
    assert Action.objects.get().due_on == date(2027, 6, 30)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Boosted": "true"}])
def test_the_page_asks_for_the_day_with_and_without_a_script(
    client: Client, minutes: MinutesImport, headers: dict[str, str]
) -> None:
    shown = page(client, minutes, **headers)
    assert TITLE in shown
    assert "Until somebody knows, it stands as written." in shown
    assert '<input class="govuk-input govuk-input--width-10" id="Q1-day" name="day"' in shown
    assert 'name="choice" value="left">Leave as written</button>' in shown
    assert "Question 1 asks which day is meant." in shown
    assert "No action waits for it." in shown
    assert "Confirm the ticked action" in shown
    send(client, minutes, day="30 June")
    after = page(client, minutes, **headers)
    assert "Answer first" not in after
    assert "By 30 June 2027." in after
    assert "Take the answer back" in after


def test_a_day_without_a_year_is_the_first_after_the_meeting(client: Client, imported: Import) -> None:
    minutes = imported(date="2023-05-17", **asks_for_the_day())
    send(client, minutes, day="30 June")
    assert stands(minutes)[1] == date(2023, 6, 30)


@pytest.mark.parametrize("day", ["", "31 June", "soon", "\x00"])
def test_what_is_no_day_is_refused_and_the_question_stays(client: Client, minutes: MinutesImport, day: str) -> None:
    send(client, minutes, day=day)
    assert the_question(minutes).state == "open"
    assert "pl-error" in page(client, minutes)


def test_left_as_written_whatever_stands_in_the_field(client: Client, minutes: MinutesImport) -> None:
    send(client, minutes, day="31 June", choice="left")
    assert the_question(minutes).state == "left"
    shown = page(client, minutes)
    assert "Left as written." in shown
    assert "Nobody is chased" not in shown


def test_a_day_of_the_meeting_that_is_none_is_said(client: Client, imported: Import) -> None:
    said = "There is no day “31 June 2026”. When was the meeting held?"
    minutes = imported(date=None, questions=[{"about": "date", "text": said, "candidates": []}])
    shown = page(client, minutes)
    assert "There is no day “31 June 2026”. Without a day the meeting cannot stand in the record." in shown


def test_nothing_counts_as_waiting_for_a_day(minutes: MinutesImport) -> None:
    assert imports.tally(minutes, "action").waiting == 0  # type: ignore[arg-type]
