from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.core.dates import (
    add_months,
    add_working_days,
    find_days,
    parse_day,
    say,
    say_near,
    say_time,
    say_weekday,
)

MEETING = date(2023, 5, 17)
MODERN = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17th May 2023", date(2023, 5, 17)),
        ("Wednesday 17 May", date(2023, 5, 17)),
        ("17/05/23", date(2023, 5, 17)),
        ("17.05.2023", date(2023, 5, 17)),
        ("2023-05-17", date(2023, 5, 17)),
        ("May 17th 2023", date(2023, 5, 17)),
        ("May 17, 2023", date(2023, 5, 17)),
        ("the 1st of September", date(2023, 9, 1)),
        ("by Friday 2nd June 2023.", date(2023, 6, 2)),
        ("13 Dec 2024", date(2024, 12, 13)),
        ("end of July", date(2023, 7, 31)),
        ("by the end of February 2024", date(2024, 2, 29)),
        ("10 January", date(2024, 1, 10)),
        ("Thursday, 19th June 2025", date(2025, 6, 19)),
        ("17-May-2023", date(2023, 5, 17)),
    ],
)
def test_the_forms_people_write_are_read(written: str, meant: date) -> None:
    parsed = parse_day(written, reference=MEETING)
    assert parsed is not None
    assert parsed.day == meant


@pytest.mark.parametrize(
    "written",
    [
        "31 June 2023",
        "29 February 2023",
        "32/01/2023",
        "12/13/2023",
        "soon",
        "",
        "May",
        "10 apples",
        "in 2 days 2023",
    ],
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert parse_day(written, reference=MEETING) is None


def test_a_year_that_is_not_written_is_inferred_and_said_so() -> None:
    parsed = parse_day("2 June", reference=MEETING)
    assert parsed is not None
    assert parsed.inferred
    written = parse_day("2 June 2023", reference=MEETING)
    assert written is not None
    assert not written.inferred


def test_a_weekday_picks_the_year() -> None:
    parsed = parse_day("Monday 10 January", reference=date(2022, 1, 20))
    assert parsed is not None
    assert parsed.day == date(2022, 1, 10)


def test_a_misspelt_month_is_read_beside_a_year_and_marked() -> None:
    parsed = parse_day("11 Jnue 2025", reference=MEETING)
    assert parsed is not None
    assert (parsed.day, parsed.misspelt) == (date(2025, 6, 11), True)
    assert parse_day("11 Jnue", reference=MEETING) is None


def test_days_are_found_inside_a_sentence() -> None:
    found = list(find_days("Send it by 3 June and again on 01/07/23, page 4 of 12.", reference=MEETING))
    assert [parsed.day for parsed in found] == [date(2023, 6, 3), date(2023, 7, 1)]


@given(MODERN, MODERN)
def test_every_day_said_is_read_back(day: date, reference: date) -> None:
    for said in (say(day), say_weekday(day), say_near(day, date(day.year + 1, 1, 1))):
        parsed = parse_day(said, reference=reference)
        assert parsed is not None
        assert parsed.day == day


@given(MODERN)
def test_a_day_said_without_its_year_is_read_back_in_its_own_year(today: date) -> None:
    parsed = parse_day(say_near(today, today), reference=today)
    assert parsed is not None
    assert parsed.day == today


@given(st.text(), st.dates())
def test_any_text_is_read_without_an_error(text: str, reference: date) -> None:
    for parsed in find_days(text, reference=reference):
        assert 0 <= parsed.start < parsed.end <= len(text)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 400))
def test_working_days_never_end_on_a_weekend(day: date, count: int) -> None:
    later = add_working_days(day, count)
    assert later >= day
    assert count == 0 or day.weekday() > 4 or later.weekday() < 5
    between = sum((day + timedelta(days=n)).weekday() < 5 for n in range(1, (later - day).days + 1))
    assert between == count


def test_ten_working_days_are_two_weeks() -> None:
    assert add_working_days(MEETING, 10) == date(2023, 5, 31)
    assert add_working_days(MEETING, -1) == date(2023, 5, 16)


def test_months_stop_at_the_last_day() -> None:
    assert add_months(date(2024, 8, 31), 6) == date(2025, 2, 28)


def test_times_are_said_as_people_say_them() -> None:
    assert [say_time(t) for t in (time(14, 15), time(9), time(12), time(0), time(0, 30))] == [
        "2:15pm",
        "9am",
        "midday",
        "midnight",
        "12:30am",
    ]
