"""Days and times written out in words, and when a meeting ended."""

import datetime

import pytest

from plait.reading.structure.worded_days import in_figures
from tests.unit.reading.marlshire import read_text


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("the thirteenth of October 2026, half past ten until noon", "the 13 October 2026, 10.30 until noon"),
        ("the twenty-first day of May, quarter to one", "the 21 May, 12.45"),
        ("a second of silence, half past caring", "a second of silence, half past caring"),
    ],
)
def test_days_and_times_in_words_are_put_into_figures(words: str, figures: str) -> None:
    assert in_figures(words) == figures


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("Friday 6 March 2026, 12.45 – 2.15", "12:45", "14:15"),
        ("6 March 2026, 1400 – 1530 hrs", "14:00", "15:30"),
        ("6/3/26\t9.30-11.00\tPolice HQ", "09:30", "11:00"),
        ("Note of the meeting on the sixth of March 2026, half past ten to noon", "10:30", "12:00"),
    ],
)
def test_the_day_and_both_times_are_read_from_one_line(line: str, start: str, end: str) -> None:
    found = read_text(
        f"Marlshire Review Panel\nMinutes\n{line}\n\nPresent: Ann Bee (AB)\n\n1. Data\nAction: AB to ring.\n"
    )
    assert (found.date, found.start, found.end) == (datetime.date(2026, 3, 6), start, end)


def test_the_end_is_read_where_the_last_lines_say_when_the_chair_closed_the_meeting() -> None:
    found = read_text(
        "Marlshire Review Panel\nMinutes, 6 March 2026, 10am\n\nPresent: Ann Bee (AB)\n\n1. Data\nAction: AB to ring.\n"
        "\n2. Next\nThe Chair thanked all and closed the meeting at 12.20 p.m.\n"
    )
    assert found.end == "12:20"
