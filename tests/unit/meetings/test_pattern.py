from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.core.refusals import Refusal
from plait.meetings.pattern import LAST, Pattern, Proposed, days_of, every_so_many_weeks
from plait.reading.due.bank_holidays import is_working_day


def test_the_second_wednesday_of_every_quarter() -> None:
    found = days_of(Pattern(2, 2, [12, 3, 6, 9]), year=2027)
    assert [one.on for one in found] == [date(2027, 3, 10), date(2027, 6, 9), date(2027, 9, 8), date(2027, 12, 8)]


def test_a_bank_holiday_gives_way_to_the_same_weekday_a_week_later_and_says_so() -> None:
    (found,) = days_of(Pattern(1, 0, [5]), year=2027)
    assert found == Proposed(date(2027, 5, 10), date(2027, 5, 3))
    assert found.words == "Not 3 May 2027, which is a bank holiday"


def test_where_the_week_later_is_in_another_month_the_next_working_day_is_taken() -> None:
    (found,) = days_of(Pattern(LAST, 0, [5]), year=2027)
    assert found == Proposed(date(2027, 6, 1), date(2027, 5, 31))


def test_every_six_weeks_until_the_end_of_the_year() -> None:
    found = every_so_many_weeks(date(2027, 9, 1), 6, until=date(2027, 12, 31))
    assert [one.on for one in found] == [date(2027, 9, 1), date(2027, 10, 13), date(2027, 11, 24)]


def test_a_pattern_without_months_or_weeks_says_what_to_do() -> None:
    with pytest.raises(Refusal, match="Choose the months"):
        days_of(Pattern(1, 0, []), year=2027)
    with pytest.raises(Refusal, match="1 or more"):
        every_so_many_weeks(date(2027, 9, 1), 0, until=date(2027, 12, 31))


@given(
    st.sampled_from([1, 2, 3, 4, LAST]),
    st.integers(0, 4),
    st.lists(st.integers(1, 12), min_size=1, max_size=12),
    st.integers(2020, 2027),
)
def test_every_proposed_day_is_a_working_day_near_the_pattern(
    place: int, weekday: int, months: list[int], year: int
) -> None:
    found = days_of(Pattern(place, weekday, months), year=year)
    assert len(found) == len(set(months))
    assert all(is_working_day(one.on) for one in found)
    assert all((one.instead_of or one.on).weekday() == weekday for one in found)
    assert all(one.on - (one.instead_of or one.on) <= timedelta(days=10) for one in found)
    assert [one.on for one in found] == sorted(one.on for one in found)
