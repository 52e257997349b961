"""The sample as data: it hangs together on any day, and the reader reads its minutes as they were meant."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plait.reading import read
from plait.reading.model import Kind
from plait.workbench.sample.afterwards import AFTERWARDS
from plait.workbench.sample.cast import AGENCIES, PEOPLE, SIGN_IN
from plait.workbench.sample.composing import compose, file_name, held_on
from plait.workbench.sample.days import Calendar, working
from plait.workbench.sample.following import day_of
from plait.workbench.sample.gatherings import GATHERINGS, WAITING, Gathering
from plait.workbench.sample.loading import CONFIRMED_AFTER, minutes_to_try
from plait.workbench.sample.tables import GROUPS, OVERSIGHT

days = st.dates(date(2025, 1, 1), date(2040, 12, 31))
KEYS = {person.key for person in PEOPLE}


def people_of(gathering: Gathering) -> list[str]:
    deputies = [key for pair in gathering.deputies for key in pair]
    return [*gathering.present, *gathering.unit, *deputies, *gathering.guests, *gathering.apologies]


def test_two_people_of_one_group_share_their_initials_and_nobody_else_does() -> None:
    initials = [person.initials for person in PEOPLE]
    assert {i for i in initials if initials.count(i) > 1} == {"SC"}
    seated = {key for seat in OVERSIGHT.seats for key in (seat.holder, seat.deputy)}
    assert {person.key for person in PEOPLE if person.initials == "SC"} <= seated


def test_everybody_named_anywhere_is_in_the_cast() -> None:
    seated = {key for group in GROUPS for seat in group.seats for key in (seat.holder, seat.deputy) if key}
    attending = {key for gathering in (*GATHERINGS, WAITING) for key in people_of(gathering)}
    acting = {step.who for each in AFTERWARDS.values() for followed in each for step in followed.steps}
    assert (seated | attending | acting) - KEYS == set()
    assert {person.agency for person in PEOPLE} == {agency.slug for agency in AGENCIES}


def test_nobody_attends_a_meeting_twice() -> None:
    for gathering in (*GATHERINGS, WAITING):
        there = people_of(gathering)
        assert len(there) == len(set(there)), gathering.key


def test_five_people_can_sign_in_and_no_address_is_a_real_one() -> None:
    assert len(SIGN_IN) == 5
    assert {person.email.rpartition(".")[2] for person in PEOPLE} == {"example"}


@settings(max_examples=12, deadline=None)
@given(days)
def test_on_any_day_the_reader_finds_in_each_past_meeting_the_actions_that_were_followed(on: date) -> None:
    calendar = Calendar(on)
    for gathering in GATHERINGS:
        found = read(compose(gathering, calendar).encode(), file_name(gathering, calendar))
        assert found.kind is Kind.MINUTES
        assert found.date == held_on(gathering, calendar)
        assert len(found.actions) == len(AFTERWARDS[gathering.key]), gathering.key
        assert len(found.attendees) == len(people_of(gathering)), gathering.key


@settings(max_examples=150)
@given(days)
def test_on_any_day_everything_happened_after_its_meeting_and_before_the_day(on: date) -> None:
    for gathering in GATHERINGS:
        held = held_on(gathering, Calendar(on))
        for followed in AFTERWARDS[gathering.key]:
            when = [day_of(step, held, on) for step in followed.steps]
            assert when == sorted(when), (gathering.key, followed)
            assert all(working(held + CONFIRMED_AFTER) < day < on for day in when), (gathering.key, followed)


@given(days)
def test_office_days_are_working_days_and_never_later(day: date) -> None:
    found = working(day)
    assert found <= day
    assert found.weekday() < 5
    assert (day - found).days < 6


def test_the_minutes_that_wait_hold_a_shared_and_an_unknown_owner() -> None:
    calendar = Calendar(date(2026, 10, 14))
    found = read(compose(WAITING, calendar).encode(), file_name(WAITING, calendar))
    asked = {question.text.split()[0] for question in found.questions if question.about.startswith("actions")}
    assert asked == {"SC", "JM"}


def test_a_newcomer_can_try_word_pdf_and_text() -> None:
    assert [path.suffix for path in minutes_to_try()] == [".docx", ".txt", ".pdf"]


@pytest.mark.parametrize("path", minutes_to_try(), ids=lambda path: path.suffix)
def test_each_file_to_try_asks_a_question_and_has_actions(path: object) -> None:
    found = read(path.read_bytes(), path.name)  # type: ignore[attr-defined]
    assert found.kind is Kind.MINUTES
    assert found.actions
    assert any(question.about.startswith("actions") for question in found.questions)


@pytest.mark.parametrize("path", [p for p in minutes_to_try() if p.suffix != ".txt"], ids=lambda path: path.suffix)
def test_word_and_pdf_hold_what_is_hard_to_read(path: object) -> None:
    found = read(path.read_bytes(), path.name)  # type: ignore[attr-defined]
    assert any(action.due.hard for action in found.actions)
    assert any(action.due.text == "within seven days" for action in found.actions)
    assert any(owner.kind == "all" for action in found.actions for owner in action.owners)
    assert any(owner.candidates == ("Stephen Corrie", "Sunita Chandel") for a in found.actions for owner in a.owners)
