"""How a sheet is laid out: where the headings stand, what each column holds, and what stands above the table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from plait.reading.trackers.book import Row, Sheet
from plait.reading.trackers.headings import (
    AFTER,
    BEFORE,
    LONGEST_HEADING,
    SCORES,
    SEVERAL,
    Kind,
    Part,
    part_of,
    plain_heading,
    speaks_of_risk,
)

_LOOKED_AT: Final = 40  # rows from the top
_SHORT: Final = 12  # characters: numbers and labels, no words of an action
_ACTION: Final = re.compile(r"\b(?:action|risk)s?\b", re.IGNORECASE)
_TELLING: Final = (Part.OWNER, Part.DUE, Part.STATUS, Part.CLOSED, Part.REFERENCE, *SCORES)


@dataclass(frozen=True, slots=True)
class Column:
    """`at` is 0-based. `heading` is as printed, with a merged heading above it in front."""

    at: int
    heading: str
    part: Part

    @property
    def letter(self) -> str:
        """A, B, AA."""
        said, at = "", self.at
        while at >= 0:
            said, at = chr(ord("A") + at % 26) + said, at // 26 - 1
        return said


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is read. `heading` is the number of the row with the headings; 0 where none was recognised."""

    sheet: str
    kind: Kind
    heading: int
    columns: tuple[Column, ...] = ()
    above: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "kind": self.kind.value,
            "heading": self.heading,
            "columns": [[column.at, column.heading, column.part.value] for column in self.columns],
            "above": list(self.above),
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Layout":
        columns = tuple(Column(at, heading, Part(part)) for at, heading, part in told["columns"])
        return cls(told["sheet"], Kind(told["kind"]), told["heading"], columns, tuple(told["above"]))

    def at(self, part: Part) -> list[int]:
        return [column.at for column in self.columns if column.part == part]

    def said(self, part: Part) -> str:
        """The heading of the first column that holds this, as printed."""
        return next((column.heading for column in self.columns if column.part == part), "")


def layout_of(sheet: Sheet, *, heading: int = 0) -> Layout:
    """The layout as recognised. `heading`: the number of the row that a person says holds the headings."""
    if sheet.hidden or not sheet.rows:
        return Layout(sheet.name, Kind.LEFT, 0)
    at = _at_number(sheet, heading) if heading else _heading_row(sheet)
    if at is None:
        first = next((n for n, row in enumerate(sheet.rows) if len(row.filled()) > 1), 0)
        row = sheet.rows[first]
        columns = tuple(Column(n, row.cell(n).text, Part.OTHER) for n in range(sheet.width))
        return Layout(sheet.name, Kind.LEFT, 0, columns, _above(sheet.rows[:first]))
    columns = _columns(sheet, at)
    parts = {column.part for column in columns}
    risks = any(speaks_of_risk(sheet.rows[at].cell(c.at).text) for c in columns) or len(parts & set(SCORES)) > 1
    kind = Kind.LEFT if Part.WORDING not in parts else Kind.RISKS if risks else Kind.ACTIONS
    return Layout(sheet.name, kind, sheet.rows[at].number, columns, _above(sheet.rows[:at]))


def chosen(layout: Layout, *, kind: Kind, parts: Iterable[Part]) -> Layout:
    """The layout as a person says it is: one part for each column, in their order."""
    said = zip(layout.columns, parts, strict=True)
    return replace(layout, kind=kind, columns=tuple(replace(column, part=part) for column, part in said))


def check_choice(layout: Layout) -> str:
    """A sentence why rows cannot be read so; empty where they can."""
    if layout.kind is Kind.LEFT:
        return ""
    wording = "action" if layout.kind is Kind.ACTIONS else "risk"
    if len(layout.at(Part.WORDING)) != 1:
        return f"Say on the sheet “{layout.sheet}” which one column holds the words of the {wording}."
    for part in Part:
        if part not in SEVERAL and len(columns := layout.at(part)) > 1:
            letters = " and ".join(column.letter for column in layout.columns if column.at in columns)
            return f"On the sheet “{layout.sheet}” the columns {letters} cannot both be “{SAID[part]}”. Choose one."
    return ""


SAID: Final = {
    Part.REFERENCE: "Reference",
    Part.WORDING: "What is to be done, or the risk",
    Part.OWNER: "Owner",
    Part.AGENCY: "Agency",
    Part.DUE: "Due",
    Part.STATUS: "Status",
    Part.CLOSED: "Closed",
    Part.COMMENTS: "Update or comment",
    Part.MEETING: "Meeting or day it was raised",
    Part.GROUP: "Group",
    Part.LIKELIHOOD: "Likelihood before",
    Part.IMPACT: "Impact before",
    Part.SCORE: "Score before",
    Part.LIKELIHOOD_AFTER: "Likelihood after",
    Part.IMPACT_AFTER: "Impact after",
    Part.SCORE_AFTER: "Score after",
    Part.CONTROLS: "Controls",
    Part.DIRECTION: "Direction",
    Part.OTHER: "Not used",
}


def _at_number(sheet: Sheet, number: int) -> int | None:
    return next((at for at, row in enumerate(sheet.rows) if row.number == number), None)


def _heading_row(sheet: Sheet) -> int | None:
    """The row near the top with the most headings that are known; the first of several."""
    best, most = None, 1
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        cells = [row.cell(n).text for n in row.filled()]
        if any(len(text) > LONGEST_HEADING for text in cells):
            continue
        parts = {part for text in cells if (part := part_of(text)) is not Part.OTHER}
        known = len(parts)
        if Part.WORDING in parts and known > most and parts & set(_TELLING):
            best, most = at, known
    return best


def _columns(sheet: Sheet, at: int) -> tuple[Column, ...]:
    row, above = sheet.rows[at], _groups_above(sheet, at)
    found: list[Column] = []
    taken: set[Part] = set()
    for n in range(max(len(row.cells), sheet.width)):
        own, over = row.cell(n).text.replace("\n", " "), above.get(n, "")
        heading = f"{over}: {own}" if over and own else own or over
        part = part_of(f"{over} {own}") if over else part_of(own)
        if part is Part.OTHER and over:
            part = part_of(own)
        if part in BEFORE and part in taken and _after(over, found):
            part = AFTER[part]
        if part in taken and part not in SEVERAL and part is not Part.WORDING:
            part = Part.OTHER
        taken.add(part)
        found.append(Column(n, heading, part))
    return tuple(_one_wording(sheet, at, _only_when_nothing_else(found)))


def _one_wording(sheet: Sheet, at: int, found: list[Column]) -> list[Column]:
    """Of several columns that may hold the words ("Recommendation", "Action") the one with words in it, called
    action or risk before another."""
    below = sheet.rows[at + 1 : at + 1 + _LOOKED_AT]

    def rank(column: Column) -> tuple[bool, bool, int]:
        texts = [text for row in below if (text := row.cell(column.at).text)]
        short = sum(map(len, texts)) < _SHORT * len(texts)
        return (short, not _ACTION.search(column.heading), column.at)

    best = min((column for column in found if column.part is Part.WORDING), key=rank, default=None)
    return [
        replace(column, part=Part.OTHER) if column.part is Part.WORDING and column is not best else column
        for column in found
    ]


def _after(over: str, found: list[Column]) -> bool:
    """A second likelihood is the one after controls, unless the heading above it says before."""
    return "before" not in plain_heading(over) and "inherent" not in plain_heading(over) and bool(found)


def _only_when_nothing_else(found: list[Column]) -> list[Column]:
    """In an action log "Progress" is a comment where another column is the status, and "L" is no likelihood."""
    parts = [column.part for column in found]
    if sum(part in SCORES for part in parts) == 1:
        return [replace(column, part=Part.OTHER) if column.part in SCORES else column for column in found]
    return found


def _groups_above(sheet: Sheet, at: int) -> dict[int, str]:
    """Headings merged over several columns in the row just above, by column."""
    row = sheet.rows[at]
    if at == 0 or sheet.rows[at - 1].number != row.number - 1:
        return {}
    over = sheet.rows[at - 1]
    wide = max(3, len(row.filled()) * 6 // 10)
    found: dict[int, str] = {}
    for first, last in over.across:
        text = over.cell(first).text.replace("\n", " ")
        if text and last - first + 1 <= wide:
            found |= dict.fromkeys(range(first, last + 1), text)
    return found


def _above(rows: Iterable[Row]) -> tuple[str, ...]:
    """Titles and notes above the table."""
    said = [" ".join(row.cell(n).text for n in row.filled()) for row in rows]
    return tuple(words[:300] for words in said if words)[:8]
