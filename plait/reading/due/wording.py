"""When an action is due: the words that say it, what kind they are, and the day they mean from the meeting's day."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from plait.core.dates import MONTHS, add_months, find_days, month_number
from plait.reading.due.bank_holidays import working_days_after
from plait.reading.due.months import told_by_month
from plait.reading.due.unlike_days import impossible_day
from plait.reading.model import Due, DueKind

_NUMBERS = {w: n for n, w in enumerate(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)} | {
    "a": 1, "an": 1, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "couple": 2}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?:[-–](?:a-)?| of )?"
_UNIT = r"(?P<unit>working days?|week ?days?|days?|weeks?|fortnights?|months?|years?|hours?)"
_LEAD = (
    r"(?:by|before|for|on|at|until|no later than|not later than|to be completed by|due(?: by"
    r"| on)?|deadline(?: of)?|in time for|around|circa|beginning|starting|(?:fixed |due |target )?date(?: is)?:)"
)
_RANGE = re.compile(
    rf"\b(?:within|in)\s(?:the next\s|about\s|around\s)?[\w-]{{1,12}}\s(?:to|or)\s[\w-]{{1,12}}\s{_UNIT}\b"
    r"(?:['’]s?)?(?: time)?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\b(?:(?P<lead>within|in|over|during)\s(?:the (?:next|coming)\s|about\s|around\s"
    rf"|approximately\s)?{_COUNT}\s?{_UNIT}"
    r"(?:['’]s?)?(?P<time> time)?|(?P<lead2>within|in)\sa\s(?P<fortnight>fortnight)(?:['’]s)?(?: time)?"
    r"|(?P<lead3>in|within)\s(?P<half>six|three) months['’]? time)"
    r"(?P<from>\s(?:of|from|after|following)\s[\w'’ ]{3,60}?(?=[.,;)]|$))?",
    re.IGNORECASE,
)
_WEEK = re.compile(
    rf"(?:\b{_LEAD}\s)?(?:the\s)?(?P<end>end of (?:the )?)?\b(?:week commencing|week beginning|w/?c)\.?:?\s",
    re.IGNORECASE,
)
_WEEK_ENDING = re.compile(rf"(?:\b{_LEAD}\s)?(?:the\s)?\b(?:week ending|w/?e)\.?:?\s", re.IGNORECASE)
_MONTH_NAMES = "|".join(MONTHS)
_NEXT_MEETING = re.compile(
    rf"\b(?:(?:by|before|at|for|to|until|in time for|ahead of|prior to|no later than)\s)?(?:the\s|our\s)?"
    rf"(?:next(?:\s(?!learning)[\w'’-]+){{0,4}}?\s(?:meeting|mtg|board|panel|forum|session|huddle|call|catch[- ]up)"
    rf"(?!\s(?:dates?|papers?|room|link)\b)|next time"
    rf"|(?P<month>{_MONTH_NAMES})(?:['’]s)?(?: \d{{4}})?\s"
    r"(?:[\w'’-]+\s){0,3}?(?:meeting|mtg|forum|board|panel|subgroup|session|committee)|following meeting)"
    r"(?: of (?:the|this) [\w'’&-]+(?: (?:group|board|panel|subgroup|committee))?)?"
    r"|\b(?:before|when|by the time) (?:we|the (?:group|board|panel|forum|committee"
    r"|partnership)) (?:next )?meets?(?: (?:again|next))?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?P<soon>asap|a\.s\.a\.p|as soon as (?:possible|practicable)|immediate(?:ly)?|urgent(?:ly)?(?=[.,;)]|$)"
    r"|in due course|straight ?away|right away|at once|soon"
    r"|shortly|after that"
    r"|when possible|as (?:and )?when(?: required| needed| necessary)?|ongoing$)\b"
    r"|(?P<proviso>,\sif\s(?:the|they|it|this|that|funding|agreed)\b[^.;()\[\]]{3,80})"
    r"|\b(?P<event>(?:as soon as|once(?! more| again| a | an | per | every| only| or twice| weekly| monthly)"
    r"|(?:following|after|pending) (?:the )?(?:next|national|final|release of|publication of)"
    r"|following (?:the )?(?:release|publication|receipt|completion|approval)|"
    r"upon (?:receipt|release|publication)|after (?:the )?(?:release|publication))\s[^.;()\[\]]{3,80})"
    r"|\b(?P<when>when\s(?:the|they|it|that|these|those|all|his|her|their)\s(?:[\w'’-]+\s){0,7}?"
    r"(?:(?:is|are|has|have|becomes?)\s[^.;,()\[\]]{2,60}|arrives?|comes?(?:\s(?:back|in|out|through))?|starts?|opens?"
    r"|allows?|permits?)\.?$)",
    re.IGNORECASE,
)
_SAME_WORDS = re.compile(r"\b(?:when|once) it is there$", re.IGNORECASE)
_PARTED = re.compile(r"(?:[,;:.]|\s[–—-])\s(?:the\s)?$")
_LAST = re.compile(
    r"[\s.)\]]*(?:$|(?:\(?(?:without fail|at the (?:very )?latest|latest|please|if possible)\b"
    r"|[–—-]\s?(?:this|that|the) d))"
)
_HOUR = r"(?:noon|midday|midnight|close of (?:business|play)|(?:1[0-2]|\d)(?:[.:]\d\d)?\s?[ap]\.?m\.?)"
_DATE_LEAD = re.compile(rf"\b(?:{_LEAD})\s(?:the\s)?(?:{_HOUR}\s)?(?:{_LEAD}\s)?(?:the\s)?$", re.IGNORECASE)
_SHORT_DATE = re.compile(
    r"\b(?:by|before|until|no later than)\s(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?![/.\d-])", re.IGNORECASE
)
_BARE_DATE = re.compile(r"\s*(?P<day>[0-3]?\d)[/.](?P<month>[01]?\d)[\s.]*$")  # a column: "21/1"
_WAS = re.compile(r"(?:was|originally)\s+", re.IGNORECASE)
_MOVED = re.compile(  # "Was 31 July, now 30 Oct"
    r"(?<=\S)[\s,;–—-]+(?:now|revised(?: to| date)?|moved to|extended to|new date)\s?:?\s+(?=\S)", re.IGNORECASE
)
_FIRM_LEAD = re.compile(r"(?:by|before|until|no later|not later|to be completed|due|deadline|in time)\b", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"[A-Za-z]{3,9}\.?[ '’/-]+(?P<year>\d\d)")
_HARD = re.compile(
    r"\bdelivery date\b|\bfixed\b|\bnot (?:a|the) target\b|\bhard (?:deadline|date|delivery)\b|\bstatutory deadline\b"
    r"|\bfirm (?:date|deadline)\b|\bimmovable\b|\bnot to be moved\b|\bcannot (?:be moved|slip)\b",
    re.IGNORECASE,
)
_NOT_HARD = re.compile(r"\bnot (?:a |the )?(?:fixed|delivery date|hard)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDue:
    """A due and where its words stand in the text."""

    due: Due
    start: int
    end: int


def find_due(
    text: str, *, meeting: datetime.date | None, next_meeting: datetime.date | None, column: bool = False
) -> FoundDue | None:
    """The due of an action. `column` when the text is nothing but a due (a column, a bracket)."""
    text = text[:3000]
    rules: tuple[Callable[[], FoundDue | None], ...] = (
        lambda: _short_month(text, meeting) if column else None,
        lambda: _week(text, meeting),
        lambda: _date(text, meeting, column=column),
        lambda: _impossible(text, column=column),
        lambda: _next_meeting(text, next_meeting),
        lambda: _within(text, meeting),
        lambda: _conditional(text),
        lambda: _vague(text, meeting, column=column),
    )
    found = next((due for rule in rules if (due := rule()) is not None), None)
    if found is not None and is_hard(text):
        return replace(found, due=replace(found.due, hard=found.due.kind is DueKind.DATE))
    return found


def is_hard(text: str) -> bool:
    return bool(_HARD.search(text)) and not _NOT_HARD.search(text)


def column_due(text: str, *, meeting: datetime.date | None, next_meeting: datetime.date | None) -> Due:
    """The due of a column: its words are kept whole."""
    text = text.strip(" .")
    if not text or text.lower() in ("n/a", "none", "tbc", "tba", "-", "–"):
        return Due()
    newer = _MOVED.search(text)
    told = text[newer.end() :] if newer else _WAS.sub("", text, count=1)
    found = find_due(told, meeting=meeting, next_meeting=next_meeting, column=True)
    if found is None:
        return Due(text=text, kind=DueKind.CONDITIONAL)
    day = found.due.date
    if day is not None and meeting is not None and found.due.inferred and day > meeting and told != text and not newer:
        day = add_months(day, -12)  # "was November" has been
    return replace(found.due, text=text, date=day)


def _reference(meeting: datetime.date | None) -> datetime.date:
    return meeting or datetime.date(2000, 1, 1)


def _week(text: str, meeting: datetime.date | None) -> FoundDue | None:
    for pattern in (_WEEK, _WEEK_ENDING):
        for match in pattern.finditer(text):
            day = next(find_days(text[match.end() : match.end() + 40], reference=_reference(meeting)), None)
            if day is None or day.start > 1:
                continue
            meant = day.day
            if pattern is _WEEK and match["end"]:
                meant += datetime.timedelta(days=4)
            end = match.end() + day.end
            dated = None if meeting is None and day.inferred else meant
            due = Due(text[match.start() : end], DueKind.WEEK_COMMENCING, dated, inferred=day.inferred)
            return FoundDue(due, match.start(), end)
    return None


def _date(text: str, meeting: datetime.date | None, *, column: bool) -> FoundDue | None:
    days = []
    for day in find_days(text, reference=_reference(meeting)):
        lead = _DATE_LEAD.search(text, max(0, day.start - 50), day.start)
        if lead is not None or column or _stands_last(text, day.start, day.end):
            days.append((not (lead and _FIRM_LEAD.match(lead[0])), day.start, day, lead))
    for _, _, day, lead in sorted(days, key=lambda each: each[:2]):
        start = lead.start() if lead else day.start
        dated = None if meeting is None and day.inferred else day.day
        due = Due(text[start : day.end], DueKind.DATE, dated, inferred=day.inferred and dated is not None)
        return FoundDue(due, start, day.end)
    return _short_date(text, meeting, column=column)


def _short_date(text: str, meeting: datetime.date | None, *, column: bool) -> FoundDue | None:
    """ "by 6/3": day and month without a year, the next such day after the meeting."""
    match = (_BARE_DATE.match(text) if column else None) or _SHORT_DATE.search(text)
    if match is None or meeting is None:
        return None
    day, month = int(match["day"]), int(match["month"])
    for year in (meeting.year, meeting.year + 1):
        try:
            meant = datetime.date(year, month, day)
        except ValueError:
            continue
        if meant >= meeting:
            return FoundDue(Due(match[0], DueKind.DATE, meant, inferred=True), match.start(), match.end())
    return None


def _stands_last(text: str, start: int, end: int) -> bool:
    """A day behind a comma, a dash or a full stop, with nothing of weight after it: "Find out how many, 1 June."."""
    return bool(_PARTED.search(text, max(0, start - 12), start)) and _LAST.match(text, end) is not None


def _next_meeting(text: str, next_meeting: datetime.date | None) -> FoundDue | None:
    match = _NEXT_MEETING.search(text)
    if match is None:
        return None
    day = next_meeting
    month = month_number(match["month"]) if match["month"] else None
    if month is not None and (day is None or day.month != month):
        day = None
    return FoundDue(Due(match[0].strip(), DueKind.NEXT_MEETING, day), match.start(), match.end())


def _within(text: str, meeting: datetime.date | None) -> FoundDue | None:
    if match := _RANGE.search(text):
        return FoundDue(Due(match[0], DueKind.WITHIN), match.start(), match.end())
    for match in _WITHIN.finditer(text):
        lead = (match["lead"] or match["lead2"] or match["lead3"] or "").lower()
        if lead in ("over", "during") and "next" not in match[0].lower():
            continue
        count, unit = _amount(match)
        day = None if meeting is None or match["from"] else _after(meeting, count, unit)
        if match["from"] and re.match(r"\s(?:of|from|after) (?:the|this) meeting", match["from"]):
            day = None if meeting is None else _after(meeting, count, unit)
        return FoundDue(Due(match[0].strip(), DueKind.WITHIN, day), match.start(), match.end())
    return None


def _amount(match: re.Match[str]) -> tuple[int, str]:
    if match["fortnight"]:
        return 2, "week"
    if match["half"]:
        return _NUMBERS[match["half"].lower()], "month"
    count = match["count"].lower()
    return int(count) if count.isdigit() else _NUMBERS[count], match["unit"].lower()


def _after(meeting: datetime.date, count: int, unit: str) -> datetime.date:
    if unit.startswith(("working", "week d", "weekd")):
        return working_days_after(meeting, count)
    if unit.startswith("fortnight"):
        return meeting + datetime.timedelta(weeks=2 * count)
    if unit.startswith("week"):
        return meeting + datetime.timedelta(weeks=count)
    if unit.startswith("hour"):
        return meeting + datetime.timedelta(days=-(-count // 24))
    if unit.startswith("day"):
        return meeting + datetime.timedelta(days=count)
    return add_months(meeting, count * (12 if unit.startswith("year") else 1))


def _conditional(text: str) -> FoundDue | None:
    for match in _CONDITION.finditer(text.rstrip(" .")):
        if match["when"] and _SAME_WORDS.search(match["when"]):
            continue
        return FoundDue(Due(match[0].strip(), DueKind.CONDITIONAL), match.start(), match.end())
    return None


def _short_month(text: str, meeting: datetime.date | None) -> FoundDue | None:
    """ "Jan 25" in a column is January 2025 where that is the meeting's year or the next."""
    match = _MONTH_AND_YEAR.fullmatch(text.strip(" ."))
    year = int(match["year"]) if match else None
    if meeting is None or year is None or year not in (meeting.year % 100, meeting.year % 100 + 1):
        return None
    found = told_by_month(text, meeting, column=True)
    return None if found is None else FoundDue(*found)


def _vague(text: str, meeting: datetime.date | None, *, column: bool) -> FoundDue | None:
    """A month, a week, a weekday, a feast: see `months`."""
    found = told_by_month(text, meeting, column=column)
    return None if found is None else FoundDue(*found)


def _impossible(text: str, *, column: bool) -> FoundDue | None:
    """31 June: the words are kept without a day, and a person is asked."""
    words = impossible_day(text)
    if words is None:
        return None
    start = text.index(words)
    lead = _DATE_LEAD.search(text, max(0, start - 50), start)
    if lead is None and not column:
        return None
    return FoundDue(
        Due(text[lead.start() if lead else start : start + len(words)], DueKind.DATE), start, start + len(words)
    )
