"""Days in the partnership's words: how Plait says them, and how it reads the ways people write them.

Pure: no clock. Whatever depends on "today" is told the day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_OLDEST_BEFORE_NEXT_YEAR = 90  # days: a day without a year lies at most this far before the reference


def say(day: date) -> str:
    """17 May 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"


def say_near(day: date, today: date) -> str:
    """17 May, when the year is today's; otherwise with the year."""
    return f"{day.day} {MONTHS[day.month - 1]}" if day.year == today.year else say(day)


def say_weekday(day: date) -> str:
    """Wednesday 17 May 2023."""
    return f"{WEEKDAYS[day.weekday()]} {say(day)}"


def say_time(moment: time) -> str:
    """2:15pm, 9am, midday, midnight."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    half = "am" if moment.hour < 12 else "pm"
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02d}{half}" if moment.minute else f"{hour}{half}"


def add_working_days(day: date, count: int) -> date:
    """The day `count` Mondays to Fridays after `day` (before it, when negative). No bank holidays."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    weeks, left = divmod(left, 5)
    day += step * 7 * weeks
    while left:
        day += step
        if day.weekday() < 5:
            left -= 1
    return day


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months later, or the month's last day where there is none."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class ParsedDay:
    """A day as written: `text[start:end]` of what was read. `inferred` when the year was not written."""

    day: date
    start: int
    end: int
    inferred: bool = False
    misspelt: bool = False


_WEEKDAY = r"(?:(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s{1,3})?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?:(?:,?\s{1,3}|[-/.]|,)(?P<year>(?:19|20)\d\d|['’]\d\d)(?!\d))?"
_MONTH = r"(?P<month>[A-Za-z]{3,10})(?:\.(?=,?\s?\d))?(?![A-Za-z])"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w/])(?P<iso>(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d))(?![\d])",
        rf"\b{_WEEKDAY}(?<![\d/.:])(?P<day>\d{{1,2}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])",
        rf"\b{_WEEKDAY}(?:the\s{{1,3}})?(?<![\d/.:]){_DAY}\s?(?:st|nd|rd|th)?(?:\s{{1,3}}(?:day\s{{1,3}})?of)?"
        rf"[\s-]{{1,3}}{_MONTH}{_YEAR}",
        rf"\b{_WEEKDAY}{_MONTH}\s{{1,3}}(?:the\s{{1,3}})?{_DAY}(?:st|nd|rd|th)?(?![\d:/])(?!\s?[ap]m\b){_YEAR}",
        rf"\b(?:the\s{{1,3}})?(?P<end>end)\s{{1,3}}of\s{{1,3}}{_MONTH}{_YEAR}",
    )
)
_MONTH_BY_WORD = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
_MONTH_BY_WORD |= {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its usual short form."""
    return _MONTH_BY_WORD.get(word.lower().rstrip("."))


def find_days(text: str, *, reference: date) -> Iterator[ParsedDay]:
    """Every day written in `text`, in order, none overlapping; a missing year is inferred.

    Days that do not exist (31 June) are left out. A misspelt month is read only beside a year or a weekday.
    """
    found: list[ParsedDay] = []
    for form in _FORMS:
        for match in form.finditer(text):
            parsed = _from_match(match, reference)
            if parsed is not None:
                found.append(parsed)
    found.sort(key=lambda parsed: (parsed.start, -parsed.end))
    end = -1
    for parsed in found:
        if parsed.start >= end:
            end = parsed.end
            yield parsed


_BEFORE = re.compile(r"\s*(?:(?:by|on|before|until|around|from|for|due|no later than)\b[:\s]*)*", re.IGNORECASE)


def parse_day(text: str, *, reference: date) -> ParsedDay | None:
    """The one day that `text` is, with or without "by", "on" or "before"; else, and if impossible, None."""
    start = match.end() if (match := _BEFORE.match(text[:200])) else 0
    for parsed in find_days(text[:200], reference=reference):
        rest = text[parsed.end :]
        return parsed if parsed.start <= start and not rest.strip(" .,;:)\n\t") else None
    return None


def _from_match(match: re.Match[str], reference: date) -> ParsedDay | None:
    groups = match.groupdict()
    word = groups["month"]
    month = int(word) if word.isdigit() else month_number(word)
    misspelt = False
    if month is None and (groups.get("year") or groups.get("weekday")) and not groups.get("end"):
        month = _misspelt_month(word)
        misspelt = month is not None
    if month is None or not 1 <= month <= 12:
        return None
    year = _year(groups.get("year"))
    inferred = year is None
    weekday = groups.get("weekday")
    if groups.get("end"):
        year = year or _nearest_year(reference, month, 28, None)
        number = monthrange(year, month)[1] if 1 <= year <= 9999 else 0
    else:
        number = int(groups["day"])
        year = year or _nearest_year(reference, month, number, weekday)
    day = _real(year, month, number)
    return None if day is None else ParsedDay(day, match.start(), match.end(), inferred, misspelt)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    digits = written.strip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _nearest_year(reference: date, month: int, number: int, weekday: str | None) -> int:
    """The year in which the day lies nearest ahead; with a weekday, the nearest year that has it so."""
    near = [
        day
        for year in (reference.year, reference.year + 1, reference.year - 1)
        if (day := _real(year, month, number)) is not None
    ]
    if weekday:
        fitting = [day for day in near if WEEKDAYS[day.weekday()][:3].lower() == weekday[:3].lower()]
        if fitting:
            return min(fitting, key=lambda day: abs((day - reference).days)).year
    earliest = reference.toordinal() - _OLDEST_BEFORE_NEXT_YEAR
    ahead = [day for day in near if day.toordinal() >= earliest]
    return min(ahead).year if ahead else reference.year


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _misspelt_month(word: str) -> int | None:
    """The month whose full name is one slip away: a letter too many, too few, wrong, or two changed round."""
    if len(word) < 4:
        return None
    near = [n for n, name in enumerate(MONTHS, 1) if _one_slip(word.lower(), name.lower())]
    return near[0] if len(near) == 1 else None


def _one_slip(written: str, name: str) -> bool:
    if abs(len(written) - len(name)) > 1 or written[0] != name[0]:
        return False
    at = 0
    while at < min(len(written), len(name)) and written[at] == name[at]:
        at += 1
    return (
        written[at + 1 :] == name[at:]
        or written[at:] == name[at + 1 :]
        or written[at + 1 :] == name[at + 1 :]
        or (written[at : at + 2] == name[at : at + 2][::-1] and written[at + 2 :] == name[at + 2 :])
    )
