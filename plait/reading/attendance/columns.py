"""What the columns of an attendance table hold, told by their headings or, without any, by what stands in them."""

import datetime
import re
from dataclasses import dataclass, field

from plait.core.dates import find_days, month_number
from plait.reading.attendance.sections import section_of
from plait.reading.layout.tables import Table
from plait.reading.model import Presence
from plait.reading.people.names import is_name, looks_like_organisation, looks_like_post, read_entry

_NAME = re.compile(
    r"(?:full |member |attendee )?names?(?: of .*|/ ?initials| ?\(initials\)| and initials)?|members?(?: name)?"
    r"|attendees?"
    r"|who|representatives?|represented by|(?:board |group |committee )members?|name(?: ?/ ?| and | & |, )(?:role|title"
    r"|job title|post|position).*"
)
_INITIALS = re.compile(r"initials?|inits?")
_OWN_INITIALS = re.compile(r"\(?[A-Z]{2,4}[a-z]?\)?")
_BOTH = re.compile(
    r".*(?:post|role|title|position|designation).*(?:organi[sz]ation|agency|service).*"
    r"|.*(?:organi[sz]ation|agency|service).*(?:post|role|title|position).*"
)
_ORGANISATION = re.compile(
    r"(?:.*\b)?(?:organi[sz]ations?|agency|agencies|representing|employer|service|sector|body)\b.*"
)
_POST = re.compile(r"(?:.*\b)?(?:job ?titles?|role|post|position|designation|title)\b.*")
_STATUS = re.compile(
    r"(?:attendance|attending|status|present.*|apologies.*|attended.*|in attendance.*|p ?/ ?a(?:bs)?.*"
    r"|(?:were (?:they|you) )?(?:there|here)|did they (?:come|attend)|came|yes ?/ ?no|y ?/ ?n)\??"
)
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})")
_MONTH_YEAR = re.compile(r"(?P<month>[a-z]{3,9})\.?[ '’-]*(?P<year>(?:20)?\d\d)?")
_HEADER_ROWS = 3  # a heading row stands among the first rows: a title or a date may stand above it
_ACTIONS = re.compile(r"actions?\b.*|decisions?\b.*|discussion\b.*|agenda\b.*|item\b.*|owner\b.*|by when\b.*|due\b.*")


@dataclass
class Columns:
    """Which column holds what; `days` are the headings of the columns of a matrix, as printed."""

    name: int
    initials: int | None = None
    organisation: int | None = None
    post: int | None = None
    both: int | None = None
    status: int | None = None
    section: Presence | None = None
    days: dict[int, str] = field(default_factory=dict)
    rows_above: int = 1  # how many rows stand above the people: the heading row and what is above it


def columns_of(table: Table, reference: datetime.date) -> Columns | None:
    """The columns of a table with a heading row that names people; None for another table."""
    rows = sorted(table.rows)
    above: Presence | None = None
    for place, row in enumerate(rows[:_HEADER_ROWS]):
        header = table.headings(row)
        filled = [words for words in header.values() if words]
        if any(_ACTIONS.fullmatch(words) for words in filled):
            return None
        if (found := _columns_of_row(header, reference)) is not None:
            found.section = found.section or above
            found.rows_above = place + 1
            return found
        if len(filled) == 1 and (section := section_of(filled[0])) is not None:
            above = section
    return None


def _columns_of_row(header: dict[int, str], reference: datetime.date) -> Columns | None:
    if len(header) < 2:
        return None
    found = _by_heading(header)
    if found is None:
        return None
    for column, words in header.items():
        if column != found.name:
            _assign(found, column, words, reference)
    return found


def _by_heading(header: dict[int, str]) -> Columns | None:
    filled = [words for words in header.values() if words]
    for column, words in sorted(header.items()):
        if _NAME.fullmatch(words):
            return Columns(column)
    first = header[min(header)]
    section = section_of(first)
    if section is not None and len(filled) > 1 and read_entry(header[max(header)].title()) is None:
        return Columns(min(header), section=section)
    return None


def _assign(found: Columns, column: int, words: str, reference: datetime.date) -> None:
    if _is_day(words, reference):
        found.days[column] = words
    elif _INITIALS.fullmatch(words):
        found.initials = column
    elif _BOTH.fullmatch(words):
        found.both = column
    elif _ORGANISATION.fullmatch(words):
        found.organisation = column
    elif _POST.fullmatch(words):
        found.post = column
    elif _STATUS.fullmatch(words):
        found.status = column


def _is_day(words: str, reference: datetime.date) -> bool:
    month = _MONTH_YEAR.fullmatch(words)
    if _DAY_MONTH.fullmatch(words) or (month and month_number(month["month"])):
        return True
    return len(list(find_days(words, reference=reference))) == 1


def names_this_day(words: str, day: datetime.date) -> int:
    """How well the heading of a column fits the day of the meeting: 2 the day, 1 the month, 0 not."""
    if any((d.day == day) or (d.inferred and _same(d.day, day)) for d in find_days(words, reference=day)):
        return 2
    if (short := _DAY_MONTH.fullmatch(words)) and (int(short["day"]), int(short["month"])) == (day.day, day.month):
        return 2
    month = _MONTH_YEAR.fullmatch(words)
    if month is None or month_number(month["month"]) != day.month:
        return 0
    return int(month["year"] is None or int(month["year"]) % 100 == day.year % 100)


def _same(found: datetime.date, day: datetime.date) -> bool:
    return (found.month, found.day) == (day.month, day.day)


def columns_without_header(table: Table) -> Columns | None:
    """For a table whose first column holds names from its first row on."""
    rows = sorted(table.rows)
    name = min(table.columns, default=0)
    named = [row for row in rows if (entry := read_entry(table.text(row, name))) and len(entry.name) > 3]
    if not named or len(named) < 0.6 * len(rows):
        return None
    found = Columns(name, rows_above=0)
    for column in table.columns:
        if column == name:
            continue
        texts = [text for row in named[:40] if (text := table.text(row, column))]
        if texts and found.initials is None and all(_OWN_INITIALS.fullmatch(text) for text in texts):
            found.initials = column
            continue
        organisations = sum(looks_like_organisation(text) for text in texts)
        posts = sum(looks_like_post(text) for text in texts)
        if texts and posts > organisations and found.post is None:
            found.post = column
        elif texts and found.organisation is None and not any(is_name(text) for text in texts):
            found.organisation = column
        elif texts and found.post is None:
            found.post = column
    return found
