"""Days told by a month, a week, a weekday or a feast: what they mean beside the day of the meeting."""

import datetime
import re
from calendar import monthrange

from plait.core.dates import MONTHS, WEEKDAYS, add_months, month_number
from plait.reading.due.bank_holidays import BANK_HOLIDAYS
from plait.reading.due.terms import day_of_term, known_terms, names_term
from plait.reading.model import Due, DueKind

_LEAD = r"(?:by|before|for|on|at|in|during|until|no later than|not later than|due(?: by| in)?|deadline(?: of)?)"
_NAMES = "|".join(sorted([*MONTHS, *(m[:3] for m in MONTHS), "Sept"], key=len, reverse=True))
_YEAR = r"(?:[ ,’']*(?P<year>20\d\d|(?<=['’])\d\d))?"
_GATHERING = r"(?!\s(?:[\w'’-]+\s){0,2}?(?:meeting|forum|board|panel|group|subgroup|session|committee|workshop|event))"
_PART = re.compile(
    rf"\b(?:{_LEAD}\s)?(?:the\s)?(?:early|mid|late|beginning of|start of|middle of|first half of|second half of"
    rf"|first week"
    rf" of|last week of)(?:[-–/ ](?:to[- ])?(?:early|mid|late))?[-– ](?:in )?(?:{_NAMES})\b(?: \d{{4}})?",
    re.IGNORECASE,
)
_MONTH_END = re.compile(rf"\b(?:{_LEAD}\s)?(?:the\s)?end (?:of )?(?P<month>{_NAMES})\b\.?{_YEAR}", re.IGNORECASE)
_MONTH = re.compile(
    rf"\b(?P<lead>by|in|during|before|until|due|early in"
    rf"|later in)\s(?P<month>{_NAMES})\b\.?{_YEAR}{_GATHERING}(?![\s-]*\d)(?!\w)"
)
_MONTH_COLUMN = re.compile(
    rf"(?:(?P<lead>{_LEAD})\s)?(?P<month>{_NAMES})\b\.?(?:[ ,’'/-]*(?P<year>(?:20)?\d\d))?", re.I
)
_END = re.compile(
    r"\b(?:by |before )?(?:the )?end of (?:the )?(?P<which>this |next )?(?P<unit>week|month|year)\b", re.I
)
_NEXT = re.compile(r"\b(?:by |in |during |early )?(?P<which>next|this) (?P<unit>week|month)\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:by|before|no later than) (?:(?:close of play|cop|noon"
rf"|the end of)(?: on)? )?(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!\s\d)", re.I)  # fmt: skip
_SOON = re.compile(r"\b(?:by )?(?P<when>today|tomorrow|close of play|end of (?:the )?day)\b", re.IGNORECASE)
_FEAST = re.compile(r"\b(?:by|before|in time for) (?P<feast>Christmas|Easter)\b(?: (?P<year>20\d\d))?")
_SEASON = re.compile(
    r"\b(?:by|before|in|during|at|for|until)\s(?:the\s)?(?:(?:end|start|beginning) of (?:the )?)?"
    r"(?:summer|autumn|spring|winter|(?:the )?new year|Q[1-4])(?=[.,;)]|$)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"(?:end (?:of )?)?Q[1-4](?:[ /-]*(?:20)?\d\d)?", re.IGNORECASE)  # a column: no day is known
_TAX_YEAR = re.compile(r"\b(?:by |before )?(?:the )?(?:end of (?:the )?financial year|financial year[- ]end)\b", re.I)


def told_by_month(text: str, meeting: datetime.date | None, *, column: bool = False) -> tuple[Due, int, int] | None:
    """The due, and where its words stand. A month alone means its last day, and is marked as inferred."""
    if match := _PART.search(text):
        return Due(match[0], DueKind.DATE), match.start(), match.end()
    if match := _MONTH_END.search(text):
        return _due(match, _last_of_month(match, meeting), inferred=match["year"] is None)
    whole = _MONTH_COLUMN.fullmatch(text.strip(" .()")) if column else None
    for match in [whole] if whole else _MONTH.finditer(text):
        day = _last_of_month(match, meeting)
        if day is not None and (match["lead"] or "").lower() == "before":
            day = day.replace(day=1) - datetime.timedelta(days=1)
        if day is None or meeting is None or column or day >= meeting:
            return _due(match, day, inferred=True)
    return _told_by_calendar(text, meeting, column=column)


def _told_by_calendar(text: str, meeting: datetime.date | None, *, column: bool) -> tuple[Due, int, int] | None:
    rules = (
        (_END, _end_of),
        (_NEXT, _next),
        (_WEEKDAY, _weekday),
        (_SOON, _soon),
        (_FEAST, _feast),
        (_TAX_YEAR, _march),
    )
    for pattern, reckon in rules:
        if match := pattern.search(text):
            return _due(match, None if meeting is None else reckon(match, meeting), inferred=True)
    if match := names_term(text):
        return _due(match, day_of_term(match, meeting, known_terms()) if meeting else None, inferred=True)
    if column and _QUARTER.fullmatch(text.strip(" .()")):
        return Due(text.strip(), DueKind.DATE), 0, len(text)
    if match := _SEASON.search(text):
        return Due(match[0], DueKind.DATE), match.start(), match.end()
    return None


def _due(match: re.Match[str], day: datetime.date | None, *, inferred: bool) -> tuple[Due, int, int]:
    return (
        Due(match[0].strip(" ."), DueKind.DATE, day, inferred=inferred and day is not None),
        match.start(),
        match.end(),
    )


def _last_of_month(match: re.Match[str], meeting: datetime.date | None) -> datetime.date | None:
    month = month_number(match["month"])
    if month is None:
        return None
    if match["year"]:
        year = int(match["year"])
        year += 2000 if year < 100 else 0
    elif meeting is None:
        return None
    else:
        year = meeting.year + (month < meeting.month)
    return datetime.date(year, month, monthrange(year, month)[1])


def _friday(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=(4 - day.weekday()) % 7)


def _end_of(match: re.Match[str], meeting: datetime.date) -> datetime.date:
    unit, later = match["unit"].lower(), (match["which"] or "").lower().strip() == "next"
    if unit == "week":
        return _friday(meeting) + datetime.timedelta(days=7 * later)
    if unit == "month":
        return add_months(meeting.replace(day=1), 1 + later) - datetime.timedelta(days=1)
    return datetime.date(meeting.year + later, 12, 31)


def _next(match: re.Match[str], meeting: datetime.date) -> datetime.date:
    return _end_of(match, meeting)


def _weekday(match: re.Match[str], meeting: datetime.date) -> datetime.date:
    wanted = [day.lower() for day in WEEKDAYS].index(match["weekday"].lower())
    return meeting + datetime.timedelta(days=(wanted - meeting.weekday() - 1) % 7 + 1)


def _soon(match: re.Match[str], meeting: datetime.date) -> datetime.date:
    return meeting + datetime.timedelta(days=match["when"].lower() == "tomorrow")


def _feast(match: re.Match[str], meeting: datetime.date) -> datetime.date | None:
    year = int(match["year"] or meeting.year)
    for candidate in (year, year + 1) if match["year"] is None else (year,):
        day = datetime.date(candidate, 12, 25) if match["feast"] == "Christmas" else _easter(candidate)
        if day is not None and (match["year"] or day >= meeting):
            return day
    return None


def _easter(year: int) -> datetime.date | None:
    """Easter Sunday: the day before the Monday that is a bank holiday three days after a Friday that is one."""
    for day in sorted(BANK_HOLIDAYS):
        good_friday = day - datetime.timedelta(days=3)
        if day.year == year and day.month in (3, 4) and day.weekday() == 0 and good_friday in BANK_HOLIDAYS:
            return day - datetime.timedelta(days=1)
    return None


def _march(match: re.Match[str], meeting: datetime.date) -> datetime.date:
    del match
    return datetime.date(meeting.year + (meeting.month > 3), 3, 31)
