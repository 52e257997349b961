"""From the rows of a spreadsheet to lines: one for each person, agency or post that a row names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from plait.core.dates import parse_day
from plait.people.models import Agency, Person, Post
from plait.people.sheets.headings import Part
from plait.people.sheets.layout import Kind, Table, table_of
from plait.reading.trackers.book import Book, Cell, Row, Sheet

_OF: Final[Mapping[Kind, tuple[Part, ...]]] = {
    Kind.PERSON: (Part.INITIALS, Part.EMAIL, Part.TELEPHONE, Part.AGENCY),  # the agency only tells namesakes apart
    Kind.AGENCY: (Part.SHORT_NAME, Part.SECTOR),
    Kind.POST: (Part.POST, Part.AGENCY, Part.HOLDER, Part.HOLDER_NUMBER, Part.FROM, Part.UNTIL),
}
_SAID: Final = {
    "name": "name", "initials": "initials", "email": "e-mail address", "telephone": "telephone",
    "short_name": "short name", "sector": "sector", "title": "post", "agency": "agency", "holder": "holder",
}  # fmt: skip
_MODELS: Final = {Kind.PERSON: Person, Kind.AGENCY: Agency, Kind.POST: Post}
_LONGEST_WORDS: Final = 200
_NUMBER: Final = re.compile(r"\d{1,15}")
_TOTALS: Final = re.compile(r"\W*(?:sub ?-?total|grand total|total|count|number of \w+)\b", re.IGNORECASE)
_VACANT: Final = re.compile(r"\W*(?:vacant|vacancy|tbc|tba|to be (?:confirmed|appointed))\W*", re.IGNORECASE)
_NOTHING: Final = frozenset({"", "-", "–", "n/a", "N/A"})
_NOT_OF_POST: Final = frozenset({Part.NUMBER, Part.HOLDER, Part.HOLDER_NUMBER})
_APOSTROPHE: Final = re.compile(r"^'(?=[=+\-@])")


@dataclass(frozen=True, slots=True)
class Line:
    """One person, agency or post as the sheet has it. `values` are words (days as 2026-10-14); empty ones are left
    out. `fault` is a sentence why it cannot be read. `holder_line` of a post: the line of its holder in the same row.
    """

    n: int
    sheet: str
    row: int
    kind: Kind
    values: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    holder_line: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Line":
        return cls(**{**told, "kind": Kind(told["kind"])})


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a file. `notes` are sentences about sheets and columns that were left alone."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def lines_of(book: Book, *, today: date) -> Read:
    """Every line of every sheet that could be understood."""
    lines: list[Line] = []
    notes: list[str] = []
    for sheet in book.sheets:
        if sheet.hidden:
            notes.append(f"The sheet “{sheet.name}” is hidden and was left alone.")
            continue
        table = table_of(sheet)
        if table is None:
            if sheet.rows:
                notes.append(
                    f"The sheet “{sheet.name}” was left alone: no row of it has headings such as Name, Agency or Post."
                )
            continue
        notes += [f"{sheet.name}: {note}" for note in sheet.notes]
        if table.unused:
            notes.append(f"{sheet.name}: these columns are not read: {', '.join(table.unused)}.")
        headings = _texts(sheet.rows[table.heading])
        for row in sheet.rows[table.heading + 1 :]:
            if _texts(row) != headings:
                lines += _lines(sheet, row, table, len(lines), today)
    return Read((*lines, *_agencies_named(lines)), tuple(notes))


def _agencies_named(lines: list[Line]) -> Iterator[Line]:
    """Agencies that stand beside posts and in no list of agencies: each once, where it stands first."""
    told = [line.values for line in lines if line.kind is Kind.AGENCY]
    seen = {same(values.get(part, "")) for values in told for part in ("name", "short_name")}
    n = len(lines)
    for line in lines:
        words = line.values.get("agency", "")
        if line.kind is Kind.POST and words and same(words) not in seen:
            seen.add(same(words))
            n += 1
            yield Line(n, line.sheet, line.row, Kind.AGENCY, {"name": words})


def same(words: str) -> str:
    """What two spellings that differ in capitals, blanks and apostrophes have in common."""
    return " ".join(words.replace("’", "'").casefold().split())


def _lines(sheet: Sheet, row: Row, table: Table, before: int, today: date) -> Iterator[Line]:
    cells = {part: row.cell(at) for part, at in table.columns.items()}
    if _says_nothing(row, cells):
        return
    if table.kind is Kind.PERSON and _VACANT.fullmatch(_name(cells, Kind.PERSON)):
        yield from _post(cells, Line(before, sheet.name, row.number, Kind.PERSON), 0, today)
        return
    struck = any(cell.all_struck for part, cell in cells.items() if part in (Part.NAME, Part.LAST_NAME, Part.POST))
    values, faults = _values(cells, table.kind, today)
    if struck:
        faults.insert(0, "The row is struck out. If they have left, record that on their page.")
    first = Line(before + 1, sheet.name, row.number, table.kind, values, " ".join(faults))
    yield first
    if table.kind is Kind.PERSON:
        yield from _post(cells, first, first.n, today)


def _post(cells: Mapping[Part, Cell], after: Line, holder_line: int, today: date) -> Iterator[Line]:
    """The post that stands beside a person in their row."""
    if not cells.get(Part.POST, Cell()).text:
        return
    values, faults = _values({part: c for part, c in cells.items() if part not in _NOT_OF_POST}, Kind.POST, today)
    why = " ".join(["The person of this row cannot be read."] if after.fault else faults)
    yield Line(after.n + 1, after.sheet, after.row, Kind.POST, values, why, holder_line)


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _says_nothing(row: Row, cells: Mapping[Part, Cell]) -> bool:
    """Blank rows, rows that are merged across or only hold a total, and headings that are printed again."""
    told = [cell for cell in cells.values() if cell.text or cell.note]
    filled = row.filled()
    alone = len(filled) == 1 and bool(row.across)
    total = bool(filled) and bool(_TOTALS.match(row.cell(filled[0]).text))
    return not told or alone or total


def _values(cells: Mapping[Part, Cell], kind: Kind, today: date) -> tuple[dict[str, str], list[str]]:
    values: dict[str, str] = {}
    faults: list[str] = []
    if kind is not Kind.POST:
        values["name"] = _name(cells, kind)
    parts = (Part.NUMBER, *_OF[kind])
    for part in parts:
        cell = cells.get(part, Cell())
        if cell.note and not cell.text:
            faults.append(f"{cell.note} Write the {_SAID.get(part.value, 'value')} itself into the cell.")
        elif part in (Part.FROM, Part.UNTIL):
            _put_day(values, faults, part, cell, today)
        else:
            values[part.value] = "" if part is Part.HOLDER and _VACANT.fullmatch(cell.text) else _words(cell)
    values = {name: words for name, words in values.items() if words}
    return values, faults + _faults(values, kind)


def _name(cells: Mapping[Part, Cell], kind: Kind) -> str:
    if kind is Kind.AGENCY and Part.AGENCY in cells:
        return _words(cells[Part.AGENCY])
    whole = _words(cells.get(Part.NAME, Cell()))
    return whole or " ".join(
        words for part in (Part.FIRST_NAME, Part.LAST_NAME) if (words := _words(cells.get(part, Cell())))
    )


def _words(cell: Cell) -> str:
    """One line of text. The apostrophe that an export sets before a sign goes again."""
    words = _APOSTROPHE.sub("", " ".join(cell.text.split()))
    return "" if words in _NOTHING else words


def _put_day(values: dict[str, str], faults: list[str], part: Part, cell: Cell, today: date) -> None:
    said = "From" if part is Part.FROM else "Until"
    if not _words(cell):
        return
    parsed = None if cell.day else parse_day(cell.text, reference=today)
    day = cell.day or (parsed.day if parsed and not parsed.inferred else None)
    if day is None:
        why = "has no year" if parsed else "is not a day"
        faults.append(f"{said}: “{_words(cell)[:40]}” {why}. Write it as 17 May 2026.")
    else:
        values[part.value] = day.isoformat()


def _faults(values: Mapping[str, str], kind: Kind) -> list[str]:
    faults = []
    if kind is Kind.POST:
        faults += [
            f"The {_SAID[part]} is missing."
            for part in ("title", "agency")
            if not values.get(part) and not values.get("number")
        ]
    elif not values.get("name"):
        faults.append("The name is missing.")
    for part in ("number", "holder_number"):
        if part in values and not _NUMBER.fullmatch(values[part]):
            faults.append(f"“{values[part][:40]}” is no number of Plait’s. Leave the cell empty for what is new.")
    if "email" in values:
        try:
            validate_email(values["email"])
        except ValidationError:
            faults.append(f"“{values['email'][:80]}” is not one e-mail address.")
    for part, words in values.items():
        most = _longest(kind, part)
        if len(words) > most:
            faults.append(f"The {_SAID.get(part, part)} is longer than {most} characters.")
    if values.get("ends_on", "9999") <= values.get("starts_on", "0"):
        faults.append("It ends before it begins.")
    return faults


def _longest(kind: Kind, part: str) -> int:
    model = _MODELS[kind]
    if kind is Kind.POST and part != "title":
        return _LONGEST_WORDS
    return next((f.max_length or _LONGEST_WORDS for f in model._meta.concrete_fields if f.name == part), _LONGEST_WORDS)
