"""Calendars as other programs read them: one entry for each day whatever stands in its title."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from plait.core.calendars import Asked, MeetingEntry, WholeDay, as_ics, as_request

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
LONGEST_LINE = 75  # octets, without the line's end (RFC 5545, 3.1)


def made(*days: WholeDay) -> bytes:
    return as_ics(days, name="OFFICIAL, what you answer for", product="-//Plait//EN", ask_again_hours=6, now=NOW)


def entries(calendar: bytes) -> list[Event]:
    read = Calendar.from_ical(calendar)
    assert isinstance(read, Calendar)
    assert not read.errors
    return list(read.events)


def test_a_whole_day_is_private_leaves_its_owner_free_and_ends_on_the_next() -> None:
    calendar = made(WholeDay("ACT-0001@plait.example", date(2026, 12, 31), "ACT-0001: Ask; then, write\nit"))
    assert b"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in calendar
    (entry,) = entries(calendar)
    assert (entry["UID"], entry["SUMMARY"]) == ("ACT-0001@plait.example", "ACT-0001: Ask; then, write\nit")
    assert (entry["CLASS"], entry["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in calendar
    assert b"X-WR-CALNAME:OFFICIAL\\, what you answer for\r\n" in calendar


def test_an_empty_calendar_and_the_last_day_there_is_are_calendars() -> None:
    assert entries(made()) == []
    assert b"DTEND" not in made(WholeDay("a", date.max, "b"))


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_title_breaks_a_line_a_character_or_the_calendar(title: str, uid: str) -> None:
    calendar = made(WholeDay(uid, date(2026, 1, 1), title), WholeDay("next", date(2026, 1, 2), "Next"))
    physical = calendar.split(b"\r\n")
    assert max(len(line) for line in physical) <= LONGEST_LINE
    assert all(line.decode() is not None and b"\n" not in line and b"\r" not in line for line in physical)
    assert [entry["SUMMARY"] for entry in entries(calendar)][1:] == ["Next"]


def meeting(title: str = "Practice Oversight Group", name: str = "Kemi Odukoya", **other: object) -> MeetingEntry:
    said: dict[str, object] = {
        "uid": "7@plait.example",
        "sequence": 2,
        "starts": datetime(2026, 10, 25, 14, tzinfo=LONDON),
        "ends": datetime(2026, 10, 25, 16, tzinfo=LONDON),
        "place": "County Hall; Room 2",
        "words": "Answer by the link.",
        "organiser": Asked("Marlshire partnership", "plait@marlshire.example"),
        **other,
    }
    return MeetingEntry(title=title, asked=Asked(name, "kemi@marlshire.example"), **said)  # type: ignore[arg-type]


def test_a_meeting_asks_one_person_with_the_time_in_utc_on_the_day_the_clocks_change() -> None:
    calendar = as_request(meeting(), product="-//Plait//EN", now=NOW)
    assert b"METHOD:REQUEST\r\n" in calendar
    assert b"DTSTART:20261025T140000Z\r\nDTEND:20261025T160000Z\r\n" in calendar
    (entry,) = entries(calendar)
    assert (entry["SEQUENCE"], entry["STATUS"], entry["LOCATION"]) == (2, "CONFIRMED", "County Hall; Room 2")
    assert str(entry["ATTENDEE"]).lower() == "mailto:kemi@marlshire.example"
    assert entry["ATTENDEE"].params["RSVP"] == "TRUE"


def test_summer_time_is_an_hour_ahead_and_a_day_without_a_time_is_a_whole_day() -> None:
    summer = meeting(starts=datetime(2026, 7, 1, 14, tzinfo=LONDON), ends=None)
    assert b"DTSTART:20260701T130000Z\r\n" in as_request(summer, product="P", now=NOW)
    whole = as_request(meeting(starts=date(2026, 7, 1), ends=None), product="P", now=NOW)
    assert b"DTSTART;VALUE=DATE:20260701\r\n" in whole


def test_a_cancelled_meeting_is_taken_out_under_the_same_name() -> None:
    calendar = as_request(meeting(cancelled=True), product="P", now=NOW)
    (entry,) = entries(calendar)
    assert b"METHOD:CANCEL\r\n" in calendar
    assert (entry["UID"], entry["STATUS"]) == ("7@plait.example", "CANCELLED")


@given(st.text(max_size=200), st.text(max_size=60))
@pytest.mark.filterwarnings("error")
def test_no_name_breaks_out_of_an_invitation(title: str, name: str) -> None:
    calendar = as_request(meeting(title, name), product="P", now=NOW)
    assert len(entries(calendar)) == 1
    assert calendar.count(b"ATTENDEE") <= 1 + title.upper().count("ATTENDEE") + name.upper().count("ATTENDEE")
