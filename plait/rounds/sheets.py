"""The spreadsheet of one owner: their actions written into it, and what they wrote beside them read back."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.core.dates import parse_day, say
from plait.core.refusals import Refusal
from plait.core.sheets import Column, Sheet, as_xlsx
from plait.reading.trackers.book import Book, Cell, Row
from plait.rounds import rules
from plait.rounds.models import Asked
from plait.rounds.rules import Said

REFERENCE, WORDS, STANDS, NEW_DAY, BECAUSE, NOT_MINE = (
    "Reference",
    "What happened",
    "Where it stands",
    "Another date",
    "Why another date",
    "Not mine, it is",
)
COLUMNS = (
    Column(REFERENCE, 12),
    Column("Action", 60),
    Column("Due", 14),
    Column(WORDS, 50),
    Column(STANDS, 18),
    Column(NEW_DAY, 16),
    Column(BECAUSE, 30),
    Column(NOT_MINE, 30),
)
_ABOVE = (
    "Write beside each action what there is to say, save the file, and send it back on the page of your link.",
    "Where it stands: On the way, Blocked or Done. Leave the references as they are; rows may be moved or left out.",
)
_REFERENCE = re.compile(r"\s*ACT\s*[-–]?\s*0*(\d{1,9})\s*", re.IGNORECASE)
_STANDS = {
    "on the way": "moving",
    "in progress": "moving",
    "ongoing": "moving",
    "under way": "moving",
    "underway": "moving",
    "blocked": "blocked",
    "stuck": "blocked",
    "done": "done",
    "complete": "done",
    "completed": "done",
    "finished": "done",
}


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a file says, by the keys of what was asked; `problems` are sentences about what could not be taken."""

    said: Mapping[int, Said]
    problems: Sequence[str]


def as_sheet(asked: Iterable[Asked], group: str) -> bytes:
    """The open actions of one owner; of restricted ones the safe title."""
    rows = [
        (each.action.reference, each.action.safe_title or each.action.wording, each.action.due_on, "", "", "", "", "")
        for each in asked
    ]
    return as_xlsx([Sheet("Your actions", COLUMNS, rows, above=(group, *_ABOVE))])


def read_back(book: Book, asked: Sequence[Asked], today: date) -> ReadBack:
    """Rows may be moved, left out or added, and columns too: what counts is the reference and the heading.

    A row with anything that cannot be taken is left out whole, with a sentence; nothing is guessed.
    """
    if book.refusal:
        return ReadBack({}, [book.refusal])
    found = [
        (row, columns) for sheet in book.sheets if not sheet.hidden for row, columns in _under_headings(sheet.rows)
    ]
    if not found:
        return ReadBack({}, [f"No sheet of the file has a column “{REFERENCE}” with rows under it. Nothing was taken."])
    reader = _Reader({each.action.number: each for each in asked}, today)
    for row, columns in found:
        reader.take(row, columns)
    return reader.result()


def _under_headings(rows: Sequence[Row]) -> list[tuple[Row, Mapping[str, int]]]:
    for at, row in enumerate(rows):
        names = {_plain(cell.text): column for column, cell in reversed(list(enumerate(row.cells))) if cell.text}
        if _plain(REFERENCE) in names:
            return [(below, names) for below in rows[at + 1 :]]
    return []


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", words.casefold()).split())


class _Reader:
    def __init__(self, by_number: Mapping[int, Asked], today: date) -> None:
        self.by_number, self.today = by_number, today
        self.said: defaultdict[int, list[tuple[int, Said]]] = defaultdict(list)
        self.problems: list[str] = []
        self.seen: set[int] = set()

    def take(self, row: Row, columns: Mapping[str, int]) -> None:
        cells = {name: row.cell(columns[_plain(name)]) for name in _ANSWERS if _plain(name) in columns}
        reference = row.cell(columns[_plain(REFERENCE)])
        try:
            self._take(row.number, reference.text.strip(), cells)
        except Refusal as refusal:
            self.problems.append(f"Row {row.number}: {refusal.sentence}")

    def _take(self, number: int, reference: str, cells: Mapping[str, Cell]) -> None:
        said_something = any(cell.text.strip() or cell.note for cell in cells.values())
        match = _REFERENCE.fullmatch(reference)
        asked = self.by_number.get(int(match[1])) if match else None
        if asked is not None:
            self.seen.add(asked.pk)
        if not said_something:
            return
        if not reference:
            raise Refusal("there is an answer and no reference, so nobody can tell which action it is about.")
        if asked is None:
            raise Refusal(f"“{reference[:40]}” is not one of the open actions you were asked about.")
        said = self._said(cells)
        rules.check_said(asked.action, said)
        self.said[asked.pk].append((number, said))

    def _said(self, cells: Mapping[str, Cell]) -> Said:
        if any(cell.note and not cell.text for cell in cells.values()):
            raise Refusal("a cell holds a formula without a value. Write the words themselves.")
        told = {name: cells.get(name, Cell()).text.strip() for name in _ANSWERS}
        stands = _STANDS.get(_plain(told[STANDS]), "")
        if told[STANDS] and not stands:
            raise Refusal(f"“{told[STANDS][:40]}” is none of On the way, Blocked or Done.")
        return Said(
            words=told[WORDS][: rules.LONGEST],
            done=stands == "done",
            blocked=stands == "blocked",
            moving=stands == "moving",
            new_day=self._day(cells.get(NEW_DAY, Cell())),
            because=told[BECAUSE][:1000],
            not_mine=told[NOT_MINE][:200],
        )

    def _day(self, cell: Cell) -> date | None:
        if not cell.text.strip():
            return None
        parsed = parse_day(cell.text.strip(), reference=self.today)
        day = cell.day or (parsed.day if parsed else None)
        if day is None:
            raise Refusal(f"“{cell.text.strip()[:40]}” is not a day. Write it as 17 May 2026.")
        if day < self.today:
            raise Refusal(f"{say(day)} has passed. Ask for a later date.")
        return day

    def result(self) -> ReadBack:
        taken = {}
        for key, rows in self.said.items():
            if len({said for _, said in rows}) == 1:
                taken[key] = rows[0][1]
                continue
            name = next(a.action.reference for a in self.by_number.values() if a.pk == key)
            these = " and ".join(str(number) for number, _ in rows)
            self.problems.append(f"Rows {these} say different things about {name}. Neither was taken.")
        left = [a.action.reference for a in self.by_number.values() if a.pk not in self.seen]
        if left:
            self.problems.append(f"Not in the file, and left as they were: {', '.join(sorted(left))}.")
        return ReadBack(taken, self.problems)


_ANSWERS = (WORDS, STANDS, NEW_DAY, BECAUSE, NOT_MINE)
