"""What the columns of an attendance table hold, told by their headings or, without any, by what stands in them."""

import datetime
import re
from dataclasses import dataclass, field

from plait.core.dates import find_days
from plait.reading.attendance.sections import section_of
from plait.reading.layout.tables import Table
from plait.reading.model import Presence
from plait.reading.people.names import is_name, looks_like_organisation, looks_like_post, read_entry

_NAME = re.compile(r"(?:full )?names?(?: of .*)?|members?(?: name)?|attendees?|who|representatives?")
_INITIALS = re.compile(r"initials?|inits?")
_BOTH = re.compile(
    r".*(?:post|role|title|position|designation).*(?:organi[sz]ation|agency|service).*"
    r"|.*(?:organi[sz]ation|agency).*(?:post|role|title).*"
)
_ORGANISATION = re.compile(
    r"(?:.*\b)?(?:organi[sz]ations?|agency|agencies|representing|employer|service|sector|body)\b.*"
)
_POST = re.compile(r"(?:.*\b)?(?:job ?titles?|role|post|position|designation|title)\b.*")
_STATUS = re.compile(r"(?:attendance|status|present.*|apologies.*|attended.*|in attendance.*)")
_ACTIONS = re.compile(r"actions?\b.*|decisions?\b.*|discussion\b.*|agenda\b.*|item\b.*|owner\b.*|by when\b.*|due\b.*")


@dataclass
class Columns:
    """Which column holds what; `days` are the columns of a matrix by the day in their heading."""

    name: int
    initials: int | None = None
    organisation: int | None = None
    post: int | None = None
    both: int | None = None
    status: int | None = None
    section: Presence | None = None
    days: dict[int, datetime.date] = field(default_factory=dict)
    header: bool = True


def columns_of(table: Table, reference: datetime.date) -> Columns | None:
    """The columns of a table with a heading row that names people; None for another table."""
    header = table.header()
    if len(header) < 2 or any(_ACTIONS.fullmatch(words) for words in header.values()):
        return None
    found: Columns | None = None
    for column, words in sorted(header.items()):
        if _NAME.fullmatch(words) or (found is None and column == min(header) and section_of(words)):
            found = Columns(column, section=section_of(words) if not _NAME.fullmatch(words) else None)
            break
    if found is None:
        return None
    for column, words in header.items():
        if column != found.name:
            _assign(found, column, words, reference)
    return found


def _assign(found: Columns, column: int, words: str, reference: datetime.date) -> None:
    days = list(find_days(words, reference=reference))
    if len(days) == 1:
        found.days[column] = days[0].day
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


def columns_without_header(table: Table) -> Columns | None:
    """For a table whose first column holds names from its first row on."""
    rows = sorted(table.rows)
    name = min(table.columns(), default=0)
    named = [row for row in rows if (entry := read_entry(table.text(row, name))) and len(entry.name) > 3]
    if not named or len(named) < 0.6 * len(rows):
        return None
    found = Columns(name, header=False)
    for column in table.columns():
        if column == name:
            continue
        texts = [text for row in named[:40] if (text := table.text(row, column))]
        organisations = sum(looks_like_organisation(text) for text in texts)
        posts = sum(looks_like_post(text) for text in texts)
        if texts and posts > organisations and found.post is None:
            found.post = column
        elif texts and found.organisation is None and not any(is_name(text) for text in texts):
            found.organisation = column
        elif texts and found.post is None:
            found.post = column
    return found
