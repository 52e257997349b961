"""The days on which a group means to meet, from a pattern such as "the second Wednesday of every quarter". Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.reading.due.bank_holidays import is_working_day

LAST = -1
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PLACES = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", LAST: "Last"}
_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The `place`th such `weekday` (0 is Monday) of each of the `months` (1 to 12); `LAST` is the last."""

    place: int
    weekday: int
    months: Sequence[int]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day to meet on. `instead_of` is the day of the pattern, where that is a bank holiday."""

    on: date
    instead_of: date | None = None

    @property
    def words(self) -> str:
        return f"Not {say(self.instead_of)}, which is a bank holiday" if self.instead_of else ""


def days_of(pattern: Pattern, *, year: int) -> list[Proposed]:
    """The days of a calendar year, in order. A bank holiday of England and Wales gives way to the same weekday a week
    later; where that is one too, or another month, to the next working day."""
    if not pattern.months:
        raise Refusal("Choose the months in which the group meets.")
    return [_avoided(_day_of(pattern, year, month)) for month in sorted(set(pattern.months))]


def every_so_many_weeks(first: date, weeks: int, *, until: date) -> list[Proposed]:
    """`first` and every `weeks` weeks after, `until` included."""
    if weeks < 1:
        raise Refusal("Give the number of weeks from one meeting to the next: 1 or more.")
    return [_avoided(day) for day in _stepped(first, _WEEK * weeks, until)]


def _stepped(day: date, step: timedelta, until: date) -> Iterator[date]:
    while day <= until:
        yield day
        if day > date.max - step:
            return
        day += step


def _day_of(pattern: Pattern, year: int, month: int) -> date:
    first = date(year, month, 1)
    day = first + _DAY * ((pattern.weekday - first.weekday()) % 7)
    if pattern.place != LAST:
        return day + _WEEK * (pattern.place - 1)
    while (day + _WEEK).month == month:
        day += _WEEK
    return day


def _avoided(day: date) -> Proposed:
    if is_working_day(day):
        return Proposed(day)
    later = day + _WEEK
    if day.weekday() < 5 and is_working_day(later) and later.month == day.month:
        return Proposed(later, day)
    free = day
    while not is_working_day(free):
        free += _DAY
    return Proposed(free, day)
