"""The people of an attendance table: one a row, with the marks of a matrix and the headings between rows."""

import datetime
import re
from dataclasses import dataclass, replace

from plait.reading.attendance.columns import Columns, names_this_day
from plait.reading.attendance.sections import section_of
from plait.reading.layout.tables import Table
from plait.reading.model import Attendee, Presence, Source
from plait.reading.people.names import (
    NAME,
    Entry,
    begins_with_person,
    is_name,
    looks_like_organisation,
    looks_like_post,
    post_and_organisation,
    read_entry,
)
from plait.reading.wording import INITIALS

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
_PART = re.compile(
    r"(?:for )?(?:items?|minutes?|agenda items?|paragraphs?) [\w./ &,–-]{1,20}(?: only)?|part(?:ly)?|in part"
)
_SENT_WORD = re.compile(r"\b(?:sent|by|with) (?:a |an? )?(?:deput|substitut|represent)")
_FOR = re.compile(rf"\((?:deputy |deputising |standing in |sub |substitute |here )?for (?P<who>{INITIALS}|{NAME})\)")
_SUBSTITUTE = re.compile(
    rf"\b(?:substitute|substituting|deputy|deputising|deputised) for (?P<who>(?:[A-Z]\w+\.? )?{NAME})"
)
_CLERK = re.compile(r"(?:the )?(?:(?:deputy|parish|town|board|governance) )*clerk(?: to .*)?", re.IGNORECASE)
_MINUTES = re.compile(r"minute[- ]tak(?:er|ing)|\bminutes\b|note[- ]tak(?:er|ing)|\((?:notes|scribe)\)"
r"|^(?:notes|scribe)$"
r"|\bobserv(?:er|ing)\b|^guest$", re.IGNORECASE)  # fmt: skip
_PARTNERSHIP = re.compile(
    r"(?i:safeguarding (?:children|adults?|childrens?)?[’'s]*(?: and \w+)? ?(?:partnership|board))"
    r"|\b[A-Z]{0,4}S[CA][BP]\b"
)
_OFFICE = re.compile(r"(?:the )?(?:safeguarding )?partnership (?:support )?(?:office|team|unit|support)", re.IGNORECASE)
_OWN_POST = re.compile(
    r"(?:safeguarding )?partnership (?:business |support |development )?(?:manager|officer|co-?ordinator"
    r"|administrator)",
    re.IGNORECASE,
)
_OF_THE_TEAM = re.compile(r"\b(?:business|(?:partnership|board) \w+|manager|administrat\w+|co-?ordinator"
r"|support|officer|"
r"training|development)\b", re.IGNORECASE)  # fmt: skip


def read_legend(text: str) -> dict[str, Presence | None]:
    """ "P present, A apologies": what each mark means; empty for text that is no key to marks."""
    found: dict[str, Presence | None] = {}
    for mark, meaning in _LEGEND.findall(text[:300]):
        for word, presence in _MEANINGS:
            if word in meaning.lower():
                found[mark.lower()] = presence
                break
    return found if len(found) >= 2 else {}


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody on the list, and who came in their place where the list says it beside their name."""

    attendee: Attendee
    represented_by: str | None = None


def people_of(
    table: Table,
    columns: Columns,
    presence: Presence,
    *,
    unit: str | None,
    day: datetime.date | None,
    legend: dict[str, Presence | None],
) -> list[Found]:
    """Everybody in the table. `unit` is the organisation where a heading above the table says it."""
    marks = _MARKS | legend
    column = _matrix_column(table, columns, day)
    found = []
    organisation = unit  # of the rows above: a merged cell is told once
    for row in sorted(table.rows)[columns.rows_above :]:
        texts = [table.text(row, each) for each in table.rows[row]]
        filled = [text for text in texts if text]
        if len(filled) == 1 and (change := section_of(filled[0])):
            presence = change
            unit = organisation = filled[0] if change is Presence.BUSINESS_UNIT else None
            continue
        if columns.organisation is not None:
            organisation = table.text(row, columns.organisation) or organisation
        for name in _names(table, row, columns.name):
            entry = read_entry(name)
            if entry is None or entry.left or any(re.search(r"\bleft \d", text) for text in texts):
                continue
            status: Presence | None = (section_of(entry.remark) if entry.remark else None) or presence
            sent = entry.represented_by
            if columns.days:
                words = table.text(row, column) if column is not None else ""
                status, sent = _mark(words, marks), _stand_in(words) or sent
            elif columns.status is not None:
                words = table.text(row, columns.status)
                status, sent = _mark(words, marks) or presence, _stand_in(words) or sent
                entry = _came_for(entry, words, table, columns)
            if status is not None or sent:
                status = Presence.APOLOGIES if sent else status or presence
                found.append(Found(_attendee(table, row, columns, entry, status, organisation), sent))
    return found


def _names(table: Table, row: int, column: int) -> list[str]:
    """One person a row, or one in each paragraph of the cell."""
    parts = [table.passages[place].text for place in table.cell(row, column)]
    if len(parts) > 1 and all(begins_with_person(part) for part in parts):
        return parts
    return [table.text(row, column)]


def _matrix_column(table: Table, columns: Columns, day: datetime.date | None) -> int | None:
    """The column of this meeting; where no heading fits its day, the last that is filled in."""
    if day is not None:
        fitting = [(names_this_day(words, day), -column) for column, words in columns.days.items()]
        best = max(fitting, default=(0, 0))
        if best[0]:
            return -best[1]
    rows = sorted(table.rows)[columns.rows_above :]
    filled = [c for c in sorted(columns.days) if 2 * sum(bool(table.text(row, c)) for row in rows) >= len(rows)]
    return filled[-1] if filled and day is None else None


_CAME = re.compile(
    rf"(?:[–—:;,-]\s*|^)(?P<name>{NAME}) (?:for [A-Z]{{2,4}}\b|(?:came|attended|here|attending|deputis\w+|stood in)\b)"
)
_STAND_IN = re.compile(rf"^(?:[A-Za-z]{{1,12}}|[✓✔√])?\s*[–—:(/-]*\s*(?P<name>{NAME})\)?$")


def _stand_in(words: str) -> str | None:
    """A name in the cell of a mark: who came in this person's place."""
    named = _named_in(words)
    entry = None if named is None else read_entry(named)
    return entry.name if entry is not None else named


def _named_in(words: str) -> str | None:
    if came := _CAME.search(words):
        return came["name"]
    entry = read_entry(f"Somebody Else ({words})")
    if entry is not None and entry.represented_by:
        return entry.represented_by
    if entry is not None and entry.remark is None and (match := _STAND_IN.match(words)) and is_name(match["name"]):
        return match["name"]
    said = re.search(r"[–—-] (?:rep(?:resented)? by|deputy:?|sub(?:stitute)?:?) (?P<name>.+)$", words)
    return said["name"] if said and is_name(said["name"]) else None


def _came_for(entry: Entry, words: str, table: Table, columns: Columns) -> Entry:
    """ "Yes (for GW)" in the cell of a mark: whose deputy this is, by the name that bears these initials."""
    match = _FOR.search(words) or _SUBSTITUTE.search(words)
    if match is None:
        return entry
    others = [read_entry(name) for row in table.rows for name in _names(table, row, columns.name)]
    meant = read_entry(match["who"])
    who = match["who"] if meant is None else meant.name
    named = [other.name for other in others if other and who in (other.initials, other.name)]
    return replace(entry, deputising_for=named[0] if len(named) == 1 else who)


def _mark(text: str, marks: dict[str, Presence | None]) -> Presence | None:
    text = text.lower().strip(" .()")
    if _PART.fullmatch(text):
        return Presence.IN_ATTENDANCE
    if text.startswith("no") and _SENT_WORD.search(text):
        return Presence.APOLOGIES
    first, _, rest = text.partition(" ")
    if first == "no" and (said := next((p for word, p in _MEANINGS if word in rest), None)) is not None:
        return said  # "No – apologies"
    for part in (text, *re.split(r"[\s–—:(/-]+", text)[:1]):
        if part in marks:
            return marks[part]
    for word, presence in _MEANINGS:
        if word in text:
            return presence
    return None


def _attendee(table: Table, row: int, columns: Columns, entry: Entry, status: Presence, unit: str | None) -> Attendee:
    initials = entry.initials
    if columns.initials is not None:
        initials = table.text(row, columns.initials).strip("()") or initials
    organisation = (table.text(row, columns.organisation) or unit) if columns.organisation is not None else None
    post = table.text(row, columns.post) if columns.post is not None else None
    told_in = [column for column in (columns.post, columns.organisation) if column is not None]
    if len(told_in) == 1:
        post, organisation = _post_above(table, row, told_in[0]) or (post, organisation)
    if columns.both is not None:
        post, organisation = post_and_organisation(table.text(row, columns.both))
    elif not post and not organisation:
        post, organisation = post_and_organisation(entry.details)
    elif not post and entry.details:
        post = entry.details
    places = table.row_places(row)
    lines = [table.passages[place] for place in places]
    source = Source(min(p.first_line for p in lines), max(p.last_line for p in lines), lines[0].page)
    return finished(entry, initials, organisation or unit, post or None, status, source)


def _post_above(table: Table, row: int, column: int) -> tuple[str | None, str | None] | None:
    """A cell that tells the post and below it the organisation, or both in one line; None for other cells."""
    parts = [table.passages[place].text for place in table.cell(row, column)]
    if not parts or not looks_like_post(parts[0]):
        return None
    below = next((n for n, part in enumerate(parts) if n and looks_like_organisation(part)), None)
    if below is None:
        return post_and_organisation(" ".join(parts))
    return " ".join(parts[:below]), " ".join(parts[below:])


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
        unit = _of_the_unit(post or "", organisation or "")
        if _CLERK.fullmatch((post or "").strip()) or (_MINUTES.search(post or "") and not unit):
            status = Presence.IN_ATTENDANCE
        elif unit:
            status = Presence.BUSINESS_UNIT
    return Attendee(entry.name, initials, organisation or None, post, status, entry.deputising_for, source)


def _of_the_unit(post: str, organisation: str) -> bool:
    """The partnership's own team: its business unit by name, or a post of its team employed by it."""
    if "business unit" in organisation.lower() or "business unit" in post.lower():
        return True
    if any(_OFFICE.fullmatch(part.strip()) for part in re.split(r"[,()]", f"{post},{organisation}")):
        return True
    if not (post and organisation) and _OWN_POST.fullmatch((post or organisation).strip()):
        return True
    both = f"{post} {organisation}"
    return (
        _PARTNERSHIP.search(both) is not None
        and bool(_OF_THE_TEAM.search(both))
        and not re.search(r"\b(?:chair|scrutineer)\b", both, re.I)
    )
