"""Calendars that other programs read (RFC 5545): whole days only, with what is needed and no more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from plait.core.cells import printable

ICS = "text/calendar; charset=utf-8"
LONGEST_LINE = 75  # octets, without the line's end (RFC 5545, 3.1)


@dataclass(frozen=True, slots=True)
class WholeDay:
    """`uid` names it for good: an entry that comes again with another day moves in the calendar."""

    uid: str
    on: date
    title: str


def as_ics(days: Iterable[WholeDay], *, name: str, product: str, ask_again_hours: int, now: datetime) -> bytes:
    """Private entries that leave their owner free. `now` is when they are as they are (DTSTAMP)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_text(product)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{ask_again_hours}H",
        f"X-PUBLISHED-TTL:PT{ask_again_hours}H",
    ]
    for day in days:
        lines += _event(day, now)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(day: WholeDay, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(day.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(day.on)}"
    if day.on < date.max:
        yield f"DTEND;VALUE=DATE:{_day(day.on + timedelta(days=1))}"
    yield f"SUMMARY:{_text(day.title)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")  # strftime writes the years before 1000 with fewer than four digits


def _text(words: str) -> str:
    """Escaped as a value of type TEXT (3.3.11). Every kind of line end is one: no line can be smuggled in."""
    lines = printable(words).replace("\x7f", "").splitlines()
    return r"\n".join(line.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,") for line in lines)


def _folded(line: str) -> bytes:
    """Lines of at most 75 octets, the next ones after a space; no character is cut in two."""
    parts, at = [b""], 0
    for letter in line:
        octets = letter.encode()
        if len(parts[-1]) + len(octets) > LONGEST_LINE - (at > 0):
            parts.append(b"")
            at += 1
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
