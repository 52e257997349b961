"""Days told by a month, a weekday, a feast or working days; days that cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.due.bank_holidays import BANK_HOLIDAYS, is_working_day, working_days_after
from plait.reading.due.unlike_days import impossible_day
from plait.reading.due.wording import column_due, find_due
from plait.reading.model import DueKind
from tests.unit.reading.marlshire import MINUTES, read_text

MEETING = date(2024, 11, 14)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by December", date(2024, 12, 31)),
        ("in March", date(2025, 3, 31)),
        ("by January 2025", date(2025, 1, 31)),
        ("by end Nov", date(2024, 11, 30)),
        ("before March", date(2025, 2, 28)),
        ("by Friday", date(2024, 11, 15)),
        ("by the end of next month", date(2024, 12, 31)),
        ("by the end of the week", date(2024, 11, 15)),
        ("by next week", date(2024, 11, 22)),
        ("before Christmas", date(2024, 12, 25)),
        ("by Easter", date(2025, 4, 20)),
        ("by the end of the financial year", date(2025, 3, 31)),
        ("by the end of the spring term", None),
        ("by mid-January", None),
    ],
)
def test_a_day_told_by_the_calendar_is_reckoned_and_marked(text: str, day: date | None) -> None:
    found = find_due(f"OH to send the list {text}", meeting=MEETING, next_meeting=None)
    assert found is not None
    assert (found.due.kind, found.due.date, found.due.inferred) == (DueKind.DATE, day, day is not None)


@pytest.mark.parametrize("text", ["January 2025", "Jan 25", "Jan-25", "January"])
def test_a_column_may_hold_a_month_alone(text: str) -> None:
    due = column_due(text, meeting=MEETING, next_meeting=None)
    assert (due.kind, due.date, due.text) == (DueKind.DATE, date(2025, 1, 31), text)


@pytest.mark.parametrize(
    "text",
    [
        "OH to ring once more",
        "OH to report once a month",
        "OH to support the ongoing review",
        "OH to write up the event held in March 2024",
        "OH to book the room and may need help",
        "OH to check whether the form works",
    ],
)
def test_words_that_are_no_due(text: str) -> None:
    assert find_due(text, meeting=MEETING, next_meeting=None) is None


@pytest.mark.parametrize("text", ["for the June forum", "before we next meet", "at the next Board"])
def test_other_gatherings_are_the_next_meeting(text: str) -> None:
    found = find_due(f"OH to bring it {text}", meeting=MEETING, next_meeting=date(2025, 6, 4))
    assert found is not None
    assert found.due.kind is DueKind.NEXT_MEETING


def test_the_firm_day_counts_before_another_in_the_sentence() -> None:
    found = find_due("OH to write about the event on 3 May by 12 April", meeting=date(2025, 3, 1), next_meeting=None)
    assert found is not None
    assert found.due.date == date(2025, 4, 12)


def test_working_days_leave_out_bank_holidays() -> None:
    assert working_days_after(date(2025, 4, 16), 2) == date(2025, 4, 22)
    found = find_due("within five working days", meeting=date(2024, 12, 20), next_meeting=None)
    assert found is not None
    assert found.due.date == date(2024, 12, 31)


@given(st.dates(date(2020, 1, 1), date(2027, 12, 1)), st.integers(0, 60))
def test_working_days_never_end_on_a_weekend_or_a_bank_holiday(day: date, count: int) -> None:
    end = working_days_after(day, count)
    assert (end == day) if count == 0 else is_working_day(end)
    assert end not in BANK_HOLIDAYS or count == 0


def test_the_calendar_ends_somewhere() -> None:
    assert working_days_after(date.max, 3) == date.max


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("by 31 June", "31 June"),
        ("by 30 Feb 2025", "30 Feb 2025"),
        ("due 12/13/2025", "12/13/2025"),
        ("by 5 May 20255", "5 May 20255"),
        ("by 29 February 2024", None),
        ("by 12/12/2025", None),
        ("call 01632 960 123", None),
        ("the 45 may be late", None),
    ],
)
def test_days_that_cannot_be(text: str, words: str | None) -> None:
    assert impossible_day(text) == words


def test_an_impossible_day_and_one_before_the_meeting_become_questions() -> None:
    wrong = MINUTES.replace("by 28 March.", "by 31 June.").replace("by 1 May.", "by 1 May 2024.")
    asked = {q.about: q.text for q in read_text(wrong).questions}
    assert asked["actions[0].due"] == "There is no day “31 June”. Which day is meant?"
    assert asked["actions[2].due"] == "1 May 2024 lies before this meeting. Which day is meant?"


def test_a_year_that_was_not_printed_is_marked() -> None:
    found = read_text(MINUTES)
    assert [a.due.inferred for a in found.actions] == [True, False, True, False, False]
    assert not found.date_inferred
    assert read_text(MINUTES.replace("4th March 2025", "4th March")).date_inferred


@given(st.text(alphabet=st.sampled_from("0123456789/. ofJuneMaybynd") | st.characters(), max_size=60))
def test_no_text_breaks_the_reading_of_a_day(text: str) -> None:
    assert column_due(text, meeting=MEETING, next_meeting=None).kind in DueKind
