from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.workbench.presenters.amounts import beginning, how_far, many, over, short_day, short_weekday, span, weekday

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "no actions"),
        (1, "one action"),
        (10, "ten actions"),
        (11, "11 actions"),
        (1000, "1,000 actions"),
        (1001, "more than 1,000 actions"),
    ],
)
def test_small_counts_are_words_and_counting_stops_at_a_thousand(n: int, said: str) -> None:
    assert many(n, "action") == said


def test_a_noun_may_have_its_own_plural() -> None:
    assert many(2, "set of minutes", "sets of minutes") == "two sets of minutes"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "today"),
        (date(2026, 10, 15), "tomorrow"),
        (date(2026, 10, 13), "yesterday"),
        (date(2026, 10, 26), "in 12 days"),
        (date(2026, 9, 30), "14 days ago"),
    ],
)
def test_days_are_said_from_today(day: date, said: str) -> None:
    assert how_far(day, TODAY) == said


def test_long_spans_are_said_in_months_and_years() -> None:
    assert span(1) == "1 day"
    assert span(61) == "61 days"
    assert span(62) == "2 months"
    assert span(363) == "11 months"
    assert span(365) == "1 year"
    assert span(1070) == "2 years 11 months"
    assert over(date(2026, 9, 30), TODAY) == "14 days over"


@given(st.integers(0, 40_000))
def test_no_span_is_without_words(days: int) -> None:
    assert span(days).strip()


def test_this_year_needs_no_year() -> None:
    assert short_weekday(date(2026, 10, 20), TODAY) == "Tue 20 Oct"
    assert short_day(date(2027, 6, 1), TODAY) == "1 June 2027"
    assert weekday(TODAY) == "Wednesday 14 October"


def test_a_sentence_begins_with_a_capital() -> None:
    assert beginning("three questions") == "Three questions"
    assert beginning("") == ""
