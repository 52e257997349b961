"""Calendars as other programs read them: escaped, folded, one entry for each day whatever stands in its title."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from plait.core.icalendar import LONGEST_LINE, WholeDay, as_ics

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=UTC)


def made(*days: WholeDay) -> bytes:
    return as_ics(days, name="OFFICIAL, what you answer for", product="-//Plait//EN", ask_again_hours=6, now=NOW)


def unfolded(calendar: bytes) -> list[str]:
    """As a reader does it (RFC 5545, 3.1): lines end in CRLF, one that begins with a space goes on with the last."""
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def test_a_whole_day_is_private_leaves_its_owner_free_and_ends_on_the_next() -> None:
    lines = unfolded(made(WholeDay("ACT-0001@plait.example", date(2026, 12, 31), "ACT-0001: Ask; then, write\nit")))
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Plait//EN"]
    assert r"X-WR-CALNAME:OFFICIAL\, what you answer for" in lines
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:ACT-0001@plait.example",
        "DTSTAMP:20261014T093000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        r"SUMMARY:ACT-0001: Ask\; then\, write\nit",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_an_empty_calendar_and_the_last_day_there_is_are_calendars() -> None:
    assert b"BEGIN:VEVENT" not in made()
    assert b"DTEND" not in made(WholeDay("a", date.max, "b"))


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_title_breaks_a_line_a_character_or_the_calendar(title: str, uid: str) -> None:
    calendar = made(WholeDay(uid, date(2026, 1, 1), title), WholeDay("next", date(2026, 1, 2), "Next"))
    physical = calendar.split(b"\r\n")
    assert max(len(line) for line in physical) <= LONGEST_LINE
    assert all(line.decode() is not None and b"\n" not in line and b"\r" not in line for line in physical)
    names = [line.partition(":")[0] for line in unfolded(calendar)]
    assert names.count("BEGIN") == names.count("END") == 3
    assert names.count("SUMMARY") == names.count("UID") == 2
