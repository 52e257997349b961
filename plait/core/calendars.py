"""Calendars that other programs read (RFC 5545), and meetings that they are asked to take in (RFC 5546)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from plait.core.cells import printable

ICS = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class WholeDay:
    """`uid` names it for good: an entry that comes again with another day moves in the calendar."""

    uid: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked to a meeting: a name and an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting as one who is asked to it should have it. `starts` is an aware moment, or a day where no time is known
    yet; `ends` is None then, or where nobody knows. A higher `sequence` replaces what a calendar has; `cancelled` takes
    it out."""

    uid: str
    sequence: int
    title: str
    starts: datetime | date
    ends: datetime | None
    place: str
    words: str
    organiser: Asked
    asked: Asked
    cancelled: bool = False


def as_ics(days: Iterable[WholeDay], *, name: str, product: str, ask_again_hours: int, now: datetime) -> bytes:
    """Private entries that leave their owner free. `now` is when they are as they are (DTSTAMP)."""
    calendar = _calendar(product, "PUBLISH")
    calendar.add("x-wr-calname", vText(_words(name)))
    calendar.add("refresh-interval", timedelta(hours=ask_again_hours), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText(f"PT{ask_again_hours}H"))
    for day in days:
        entry = _entry(day.uid, day.title, now)
        entry.add("dtstart", day.on)
        if day.on < date.max:
            entry.add("dtend", day.on + timedelta(days=1))
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def method_of(meeting: MeetingEntry) -> str:
    return "CANCEL" if meeting.cancelled else "REQUEST"


def as_request(meeting: MeetingEntry, *, product: str, now: datetime) -> bytes:
    """What asks one person to a meeting, tells them of its change, or takes it out of their calendar."""
    calendar = _calendar(product, method_of(meeting))
    entry = _entry(meeting.uid, meeting.title, now)
    entry.add("sequence", meeting.sequence)
    entry.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    entry.add("dtstart", _moment(meeting.starts))
    if meeting.ends is not None:
        entry.add("dtend", _moment(meeting.ends))
    if meeting.place:
        entry.add("location", _words(meeting.place))
    if meeting.words:
        entry.add("description", _words(meeting.words))
    entry.add("organizer", _address(meeting.organiser))
    asked = _address(meeting.asked)
    asked.params["ROLE"], asked.params["PARTSTAT"], asked.params["RSVP"] = "REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE"
    entry.add("attendee", asked)
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _calendar(product: str, method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _words(product))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _entry(uid: str, title: str, now: datetime) -> Event:
    entry = Event()
    entry.add("uid", _words(uid))
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("summary", _words(title))
    return entry


def _moment(at: datetime | date) -> datetime | date:
    """In UTC: every calendar shows it in its reader's own time, on the days when clocks change too."""
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def _address(of: Asked) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{''.join(of.address.split())}")
    address.params["CN"] = " ".join(_words(of.name).replace('"', "'").split())
    return address


def _words(words: str) -> str:
    """Every kind of line end is one: no line can be smuggled in."""
    return "\n".join(printable(words).replace("\x7f", "").splitlines())
