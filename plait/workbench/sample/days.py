"""The days of the sample, counted from the day it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
HOLIDAYS = {(12, 25), (12, 26), (1, 1)}


@dataclass(frozen=True, slots=True)
class Calendar:
    """`on` is the day the sample is loaded: everything in it happened before, or is still to come."""

    on: date

    def weekday(self, weeks: int, weekday: int) -> date:
        """That weekday, so many weeks before the week of `on` (a negative number looks ahead)."""
        return working(self.on - timedelta(days=self.on.weekday(), weeks=weeks) + timedelta(days=weekday))

    def began(self) -> date:
        """The day from which the partnership's seats are held: before the first meeting of the sample."""
        return self.weekday(110, MONDAY)


def working(day: date) -> date:
    """That day, or the last day before it that is no weekend and neither Christmas nor New Year."""
    while day.weekday() > FRIDAY or (day.month, day.day) in HOLIDAYS:
        day -= timedelta(days=1)
    return day


def office_time(day: date, turn: int = 0) -> datetime:
    """A moment in office hours of a working day. `turn` spreads the moments of one day."""
    minutes = 9 * 60 + 5 + (turn * 37) % 460
    return datetime.combine(working(day), time(minutes // 60, minutes % 60), LONDON)
