"""Counts and spans of days in words."""

from dataclasses import dataclass
from datetime import date

from plait.core.dates import MONTHS, WEEKDAYS, say_near
from plait.workbench.queries.work import COUNTED

_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_SHORT_MONTHS = [name[:3] if len(name) > 4 else name for name in MONTHS]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; a link where it has a `url`."""

    text: str
    url: str = ""


def many(n: int, one: str, more: str = "") -> str:
    """three questions, 1 to ten in words, "more than 1,000 actions" where counting stopped."""
    noun = one if n == 1 else more or f"{one}s"
    if n > COUNTED:
        return f"more than {COUNTED:,} {noun}"
    return f"{_SMALL[n] if n < len(_SMALL) else f'{n:,}'} {noun}"


def beginning(text: str) -> str:
    """The same with a capital, for the start of a sentence."""
    return text[:1].upper() + text[1:]


def figure(n: int) -> str:
    """A count beside a heading."""
    return f"more than {COUNTED:,}" if n > COUNTED else f"{n:,}"


def how_far(day: date, today: date) -> str:
    """today, tomorrow, in 12 days, 14 days ago."""
    away = (day - today).days
    if away in (0, 1, -1):
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[away]
    return f"in {span(away)}" if away > 0 else f"{span(-away)} ago"


def span(days: int) -> str:
    """12 days; from two months on in months, then in years and months."""
    if days < 62:
        return "1 day" if days == 1 else f"{days} days"
    years, months = divmod(int((days + 1) / 30.4375), 12)
    parts = []
    if years:
        parts.append("1 year" if years == 1 else f"{years} years")
    if months:
        parts.append("1 month" if months == 1 else f"{months} months")
    return " ".join(parts)


def over(day: date, today: date) -> str:
    """14 days over."""
    return f"{span((today - day).days)} over"


def short_weekday(day: date, today: date) -> str:
    """Tue 20 Oct, with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {_SHORT_MONTHS[day.month - 1]}{year}"


def short_day(day: date, today: date) -> str:
    """26 Oct, with the year where it is not this one."""
    return short_weekday(day, today)[4:]


def weekday(day: date) -> str:
    """Wednesday 14 October: a heading for today needs no year."""
    return f"{WEEKDAYS[day.weekday()]} {say_near(day, day)}"
