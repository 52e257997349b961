"""What the room of meetings tells when it starts: on which day each group meets next. It lies above this one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

NextDays = Callable[[Iterable[int], date], Mapping[int, date]]
_told: list[NextDays] = []


def meetings_are_told_by(days: NextDays) -> None:
    """`days`: of groups by their keys, the day on which each meets next, on or after a day, where it is known."""
    _told[:] = [days]


def next_meetings(groups: Iterable[int], on: date) -> Mapping[int, date]:
    keys = list(groups)
    return {group: day for days in _told for group, day in days(keys, on).items()}
