"""The people of an attendance table: one a row, with the marks of a matrix and the headings between rows."""

import datetime
import re

from plait.reading.attendance.columns import Columns
from plait.reading.attendance.sections import section_of
from plait.reading.layout.tables import Table
from plait.reading.model import Attendee, Presence, Source
from plait.reading.people.names import Entry, post_and_organisation, read_entry

_MARKS: dict[str, Presence | None] = {
    **dict.fromkeys(
        ["p", "✓", "✔", "√", "y", "yes", "present", "att", "attended", "in-person", "online"], Presence.PRESENT
    ),
    **dict.fromkeys(["a", "ap", "apols", "apologies", "apology", "apol"], Presence.APOLOGIES),
    **dict.fromkeys(["d", "dep", "deputy", "sub", "substitute"], Presence.DEPUTY),
    **dict.fromkeys(["n", "x", "✗", "✘", "×", "no", "absent", "abs", "dna", "na"], Presence.ABSENT),
    **dict.fromkeys(["ia", "o", "obs", "observer"], Presence.IN_ATTENDANCE),
    **dict.fromkeys(["-", "–", "—", "", "n/a", "/"], None),
}
_LEGEND = re.compile(r"(?<!\S)([A-Za-z]{1,3}|[✓✔√✗✘×x–-])\s*[=:–-]?\s+((?:[a-z]+ ?){1,6})", re.IGNORECASE)
_MEANINGS: tuple[tuple[str, Presence | None], ...] = (
    ("not a member", None),
    ("not present", Presence.ABSENT),
    ("no apolog", Presence.ABSENT),
    ("absent", Presence.ABSENT),
    ("did not attend", Presence.ABSENT),
    ("apolog", Presence.APOLOGIES),
    ("deput", Presence.DEPUTY),
    ("substitut", Presence.DEPUTY),
    ("in attendance", Presence.IN_ATTENDANCE),
    ("observ", Presence.IN_ATTENDANCE),
    ("present", Presence.PRESENT),
    ("attended", Presence.PRESENT),
)
_CLERK = re.compile(r"(?:the )?(?:parish |board )?clerk", re.IGNORECASE)
_MINUTES = re.compile(r"minute[- ]taker|\bminutes\b|note[- ]taker", re.IGNORECASE)


def read_legend(text: str) -> dict[str, Presence | None]:
    """ "P present, A apologies": what each mark means; empty for text that is no key to marks."""
    found: dict[str, Presence | None] = {}
    for mark, meaning in _LEGEND.findall(text[:300]):
        for word, presence in _MEANINGS:
            if word in meaning.lower():
                found[mark.lower()] = presence
                break
    return found if len(found) >= 2 else {}


def people_of(
    table: Table,
    columns: Columns,
    presence: Presence,
    *,
    unit: str | None,
    day: datetime.date | None,
    legend: dict[str, Presence | None],
) -> list[Attendee]:
    """Everybody in the table. `unit` is the organisation where a heading above the table says it."""
    marks = _MARKS | legend
    column = _matrix_column(columns, day)
    found = []
    for row in sorted(table.rows)[1 if columns.header else 0 :]:
        texts = [table.text(row, each) for each in table.rows[row]]
        filled = [text for text in texts if text]
        if len(filled) == 1 and (change := section_of(filled[0])):
            presence = change
            unit = filled[0] if change is Presence.BUSINESS_UNIT else None
            continue
        entry = read_entry(table.text(row, columns.name))
        if entry is None or entry.left or any(re.search(r"\bleft \d", text) for text in texts):
            continue
        status: Presence | None = (section_of(entry.remark) if entry.remark else None) or presence
        if columns.days:
            status = _mark(table.text(row, column), marks) if column is not None else None
        elif columns.status is not None:
            status = _mark(table.text(row, columns.status), marks) or presence
        if status is not None:
            found.append(_attendee(table, row, columns, entry, status, unit))
    return found


def _matrix_column(columns: Columns, day: datetime.date | None) -> int | None:
    for column, meeting in columns.days.items():
        if meeting == day:
            return column
    return None


def _mark(text: str, marks: dict[str, Presence | None]) -> Presence | None:
    text = text.lower().strip(" .()")
    if text in marks:
        return marks[text]
    for word, presence in _MEANINGS:
        if word in text:
            return presence
    return None


def _attendee(table: Table, row: int, columns: Columns, entry: Entry, status: Presence, unit: str | None) -> Attendee:
    initials = entry.initials
    if columns.initials is not None:
        initials = table.text(row, columns.initials) or initials
    organisation = table.text(row, columns.organisation) if columns.organisation is not None else None
    post = table.text(row, columns.post) if columns.post is not None else None
    if columns.both is not None:
        post, organisation = post_and_organisation(table.text(row, columns.both))
    elif not post and not organisation:
        post, organisation = post_and_organisation(entry.details)
    places = table.row_places(row)
    lines = [table.passages[place] for place in places]
    source = Source(min(p.first_line for p in lines), max(p.last_line for p in lines), lines[0].page)
    return finished(entry, initials, organisation or unit, post or None, status, source)


def finished(
    entry: Entry,
    initials: str | None,
    organisation: str | None,
    post: str | None,
    status: Presence,
    source: Source,
) -> Attendee:
    """An attendee with the status that deputising, the business unit and clerking give."""
    if entry.deputising_for and status in (Presence.PRESENT, Presence.IN_ATTENDANCE):
        status = Presence.DEPUTY
    elif status is Presence.PRESENT:
        unit = "business unit" in (organisation or "").lower()
        if _CLERK.fullmatch((post or "").strip()) or (_MINUTES.search(post or "") and not unit):
            status = Presence.IN_ATTENDANCE
        elif unit:
            status = Presence.BUSINESS_UNIT
    return Attendee(entry.name, initials, organisation or None, post, status, entry.deputising_for, source)
