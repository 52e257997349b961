"""The clock of a round: it starts on the day the letter was sent, and stands still in pauses.

Days are days in London: a letter sent at half past midnight in summer time was sent on the later day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from plait.reading.due.bank_holidays import is_working_day

MOST_DAYS = 365
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both within."""

    first: date
    last: date


def last_day(sent_on: date, days: int, *, working: bool, pauses: Iterable[Span] = ()) -> date:
    """The last day on which an answer is in time: the `days`th day after `sent_on` that counts.

    No day within a pause counts; with `working` neither does a weekend or a bank holiday of England and Wales.
    The last day there is, where the calendar ends before.
    """
    still = sorted(pauses, key=lambda span: span.first)
    day, left = sent_on, days
    try:
        while left > 0:
            day = _after_pause(day + _DAY, still)
            left -= not working or is_working_day(day)
    except OverflowError:
        return date.max
    return day


def _after_pause(day: date, pauses: list[Span]) -> date:
    """The day itself, or the first day after every pause that holds it."""
    for span in pauses:
        if span.first <= day <= span.last:
            day = span.last + _DAY
    return day


def day_of(moment: datetime) -> date:
    return timezone.localdate(moment)


def is_past(due: date, now: datetime) -> bool:
    """Whether the last day is over. A clock that was set back only makes it later, never past twice."""
    return day_of(now) > due


def is_time_to_remind(sent_on: date, due: date, before: int, now: datetime) -> bool:
    """`before` days ahead of the last day, the last day included, but never on the day of the letter itself."""
    today = day_of(now)
    return sent_on < today <= due and today >= due - timedelta(days=before)
