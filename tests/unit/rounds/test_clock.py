"""The clock of a round at its edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.due.bank_holidays import is_working_day
from plait.rounds.clock import Span, day_of, is_past, is_time_to_remind, last_day

DAYS = st.dates(date(2020, 1, 1), date(2027, 6, 30))
SPANS = st.lists(
    st.builds(lambda first, long: Span(first, first + timedelta(days=long)), DAYS, st.integers(0, 60)), max_size=6
)


@given(DAYS, st.integers(1, 60), st.booleans(), SPANS)
def test_the_last_day_counts_and_so_do_exactly_as_many_as_were_given(
    sent: date, days: int, working: bool, pauses: list[Span]
) -> None:
    due = last_day(sent, days, working=working, pauses=pauses)
    walked = [sent + timedelta(days=n + 1) for n in range((due - sent).days)]
    counted = [
        day
        for day in walked
        if (is_working_day(day) or not working) and not any(span.first <= day <= span.last for span in pauses)
    ]
    assert len(counted) == days
    assert counted[-1] == due


@given(DAYS, st.integers(1, 60), st.booleans(), SPANS)
def test_a_pause_never_shortens_the_time(sent: date, days: int, working: bool, pauses: list[Span]) -> None:
    assert last_day(sent, days, working=working, pauses=pauses) >= last_day(sent, days, working=working)


def test_working_days_leave_out_bank_holidays() -> None:
    """Thursday before Easter 2026: Friday to Monday do not count."""
    assert last_day(date(2026, 4, 2), 1, working=True) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),  # half past midnight in summer time
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_letter_was_sent_on_the_day_it_was_in_london(sent: datetime, day: date) -> None:
    assert day_of(sent) == day


def test_the_last_day_is_in_time_to_its_end() -> None:
    due = date(2026, 7, 1)
    assert not is_past(due, datetime(2026, 7, 1, 22, 59, tzinfo=UTC))
    assert is_past(due, datetime(2026, 7, 1, 23, 0, tzinfo=UTC))


def test_a_clock_set_back_behind_the_letter_reminds_nobody() -> None:
    sent, due = date(2026, 10, 14), date(2026, 10, 21)
    assert not is_time_to_remind(sent, due, 30, datetime(2026, 10, 10, 9, tzinfo=UTC))
    assert is_time_to_remind(sent, due, 30, datetime(2026, 10, 15, 9, tzinfo=UTC))
    assert not is_time_to_remind(sent, due, 30, datetime(2026, 10, 22, 9, tzinfo=UTC))


def test_the_end_of_the_calendar_is_a_day_too() -> None:
    assert last_day(date(9999, 12, 30), 7, working=False) == date.max
