"""From the rows of a sheet to entries, by its layout."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from plait.core.dates import find_days
from plait.reading.due.wording import column_due
from plait.reading.model import Due, DueKind, Owner, OwnerKind
from plait.reading.people.owner_words import owners_of
from plait.reading.people.roll import Roll
from plait.reading.trackers.book import Cell, Row, Sheet
from plait.reading.trackers.entries import LONGEST_WORDS, Entry, Unread
from plait.reading.trackers.headings import SCORES, Kind, Part, plain_heading
from plait.reading.trackers.layout import Layout
from plait.reading.trackers.statuses import RowStatus, colours_explained, standing

_TOTAL: Final = re.compile(
    r"\W*(?:sub ?-?totals?|grand totals?|totals?|sum|count|number of (?:open|closed|actions))\b", re.I
)
_KEY: Final = re.compile(
    r"\W*(?:key|legend|notes?|n\.?b\.?|guidance|scoring|please note|rag key|brag)\b\s*[:.–-]?", re.I
)
_SECTION: Final = re.compile(r"\b(?:meeting|actions? from|actions? agreed|board|group|held)\b", re.I)
_UNKNOWN_OWNERS: Final = frozenset({"tbc", "tba", "n/a", "na", "none", "-", "–", "?", "nobody", "vacant"})
_LONGEST_OWNERS: Final = 300
_NO_ROLL: Final = Roll([])


@dataclass(slots=True)
class Rows:
    """What came of one sheet."""

    entries: list[Entry] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def rows_of(sheet: Sheet, layout: Layout) -> Rows:
    """Every row under the headings is an entry, a heading of what follows, or unread with its reason."""
    found = Rows()
    if layout.kind is Kind.LEFT:
        return found
    below = [row for row in sheet.rows if row.number > layout.heading]
    colours = colours_explained([*layout.above, *(_words(row) for row in below if _is_key(row))])
    reader = _Reader(layout, colours)
    for row in below:
        if because := reader.why_not(row):
            found.unread.append(Unread(sheet.name, row.number, _words(row), because))
        elif not reader.is_section(row):
            found.entries.append(reader.entry(row))
    return found


@dataclass(slots=True)
class _Reader:
    """Reads rows in order: a row such as "Meeting of 12 March 2025" speaks for those that follow."""

    layout: Layout
    colours: dict[str, RowStatus]
    section: str = ""

    def why_not(self, row: Row) -> str:
        """Why a row is no entry; empty where it is one, or a section."""
        wording, filled = self._text(row, Part.WORDING), row.filled()
        first = row.cell(filled[0]).text if filled else ""
        if not filled:
            return "It holds only formulas without a kept value."
        if _TOTAL.match(wording or first):
            return "It is a total."
        if _is_key(row) and (len(filled) <= 2 or not wording):
            return "It is a key or a note."
        if self._repeats_headings(row):
            return "It holds the headings again."
        if wording and not re.search(r"[^\W\d_]{2}", wording):
            return f"Under “{self.layout.said(Part.WORDING)}” stands “{wording[:40]}”, which is no wording."
        if not wording and not self.is_section(row):
            return f"Nothing stands under “{self.layout.said(Part.WORDING)}”."
        return ""

    def is_section(self, row: Row) -> bool:
        """One cell across the table, or alone in its row, that names a meeting or holds a day."""
        filled = row.filled()
        if len(filled) != 1:
            return False
        text = row.cell(filled[0]).text
        across = any(first == filled[0] and last - first >= 2 for first, last in row.across)
        alone = across or (not self._text(row, Part.WORDING) and filled[0] == 0)
        if not alone or len(text) > 160 or not (_SECTION.search(text) or _first_day(text)):
            return False
        self.section = " ".join(text.split())
        return True

    def entry(self, row: Row) -> Entry:
        layout, cell = self.layout, self._cell
        wording = cell(row, Part.WORDING)
        raised_words = cell(row, Part.MEETING).text or self.section
        raised = cell(row, Part.MEETING).day or _first_day(raised_words)
        comments = self._several(row, Part.COMMENTS)
        status, closed = self._several(row, Part.STATUS), cell(row, Part.CLOSED)
        where = standing(
            status=status, closed=closed.text, closed_day=closed.day, comments=comments, wording=wording.text,
            struck=wording.all_struck, colours=self.colours, reference=raised,
        )  # fmt: skip
        owners, owner_words, notes = self._owners(row)
        return Entry(
            sheet=layout.sheet,
            row=row.number,
            kind=layout.kind,
            wording=" ".join(wording.text.split())[:LONGEST_WORDS],
            reference=" ".join(cell(row, Part.REFERENCE).text.split())[:40],
            owners=owners,
            owner_words=owner_words,
            agency=" ".join(cell(row, Part.AGENCY).text.split())[:200],
            due=_due(cell(row, Part.DUE), raised),
            status=where.status,
            status_words=where.words,
            closed_on=where.closed_on,
            comments=comments,
            raised=raised,
            raised_words=" ".join(raised_words.split())[:200],
            group=" ".join(cell(row, Part.GROUP).text.split())[:200],
            scores={part.value: text[:60] for part in SCORES if (text := cell(row, part).text)},
            controls=self._several(row, Part.CONTROLS),
            direction=cell(row, Part.DIRECTION).text[:60],
            notes=(*([where.why] if where.why else []), *notes, *self._notes(row)),
        )

    def _owners(self, row: Row) -> tuple[tuple[Owner, ...], str, list[str]]:
        """The owner column; where it is empty, the agency column."""
        words = self._several(row, Part.OWNER)
        if words.casefold() in _UNKNOWN_OWNERS:
            words = ""
        agency = self._text(row, Part.AGENCY)
        notes = []
        if not words and agency and self.layout.at(Part.OWNER):
            notes.append("Nobody is named as owner: the agency stands for it.")
        words = words or agency
        if len(words) > _LONGEST_OWNERS:
            return (Owner(" ".join(words.split())[:200], OwnerKind.UNKNOWN),), words[:_LONGEST_OWNERS], notes
        found = [owner for line in words.split("\n") for owner in owners_of(line, _NO_ROLL)]
        return tuple(dict.fromkeys(found)), " ".join(words.split()), notes

    def _notes(self, row: Row) -> Iterable[str]:
        for column in self.layout.columns:
            if column.part is Part.OTHER:
                continue
            cell = row.cell(column.at)
            if cell.note:
                yield f"{column.heading or column.letter}: {cell.note[0].lower()}{cell.note[1:]}"
            elif cell.struck and not cell.all_struck:
                yield f"{column.heading or column.letter}: “{cell.struck[:120]}” is struck out and was not read."
            elif cell.all_struck and column.part is not Part.WORDING:
                yield f"{column.heading or column.letter}: the words are struck out."

    def _repeats_headings(self, row: Row) -> bool:
        own = [plain_heading(row.cell(c.at).text) for c in self.layout.columns if row.cell(c.at).text]
        said = {plain_heading(c.heading.rpartition(": ")[2]) for c in self.layout.columns if c.heading}
        return len(own) > 1 and all(text in said for text in own)

    def _cell(self, row: Row, part: Part) -> Cell:
        return next((row.cell(at) for at in self.layout.at(part)), Cell())

    def _text(self, row: Row, part: Part) -> str:
        return self._several(row, part) if part is Part.OWNER else self._cell(row, part).text

    def _several(self, row: Row, part: Part) -> str:
        """The words of all columns that hold this, one below the other."""
        return "\n".join(text for at in self.layout.at(part) if (text := row.cell(at).text))[:LONGEST_WORDS]


def _due(cell: Cell, raised: datetime.date | None) -> Due:
    """The due as printed. "tbc" and the like stay in words: no day, and not lost."""
    text = " ".join(cell.text.split())[:300]
    if cell.day is not None:
        return Due(text, DueKind.DATE, cell.day)
    if not text:
        return Due()
    found = column_due(text, meeting=raised, next_meeting=None)
    return found if found.text else Due(text, DueKind.NONE)


def _first_day(text: str) -> datetime.date | None:
    """The first day in the words, where its year is written."""
    days = find_days(text[:300], reference=datetime.date(2000, 1, 1))
    return next((day.day for day in days if not day.inferred), None)


def _is_key(row: Row) -> bool:
    filled = row.filled()
    return bool(filled) and bool(_KEY.match(row.cell(filled[0]).text)) and len(row.cell(filled[0]).text) < 400


def _words(row: Row) -> str:
    return " | ".join(" ".join(row.cell(n).text.split()) for n in row.filled())[:300]
