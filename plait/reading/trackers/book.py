"""A spreadsheet as plain cells: what is left when the file is gone."""

import datetime
from dataclasses import dataclass, field
from typing import Any, Final

MOST_ROWS: Final = 5_000  # rows with something in them, all sheets together
MOST_COLUMNS: Final = 60
MOST_SHEETS: Final = 30
LONGEST_CELL: Final = 4_000  # characters


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` as printed, without what is struck out; all of it where nothing else stands there.

    `day` is the day of a date cell. `struck` is the text that is struck out. `note` says what a person ought to know.
    """

    text: str = ""
    day: datetime.date | None = None
    struck: str = ""
    note: str = ""

    @property
    def all_struck(self) -> bool:
        return bool(self.struck) and self.text == self.struck

    def to_json(self) -> Any:
        """The text alone where there is nothing more to say."""
        if not (self.day or self.struck or self.note):
            return self.text
        return {
            "text": self.text,
            "day": self.day.isoformat() if self.day else None,
            "struck": self.struck,
            "note": self.note,
        }

    @classmethod
    def from_json(cls, told: Any) -> "Cell":
        if isinstance(told, str):
            return cls(told)
        day = datetime.date.fromisoformat(told["day"]) if told["day"] else None
        return cls(told["text"], day, told["struck"], told["note"])


NOTHING: Final = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row's in its sheet, 1-based; `cells` start at column A and stop at the last that holds something.

    `across` are spans of merged cells in this row: first and last column, 0-based.
    """

    number: int
    cells: tuple[Cell, ...]
    across: tuple[tuple[int, int], ...] = ()

    def cell(self, column: int) -> Cell:
        return self.cells[column] if 0 <= column < len(self.cells) else NOTHING

    def filled(self) -> list[int]:
        """The columns that hold text."""
        return [at for at, cell in enumerate(self.cells) if cell.text]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that hold something, in order. Cells merged downwards hold the same in each row."""

    name: str
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file; or, with `refusal`, a sentence why there are none."""

    sheets: tuple[Sheet, ...] = ()
    refusal: str = ""
    code: str = ""
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        return {
            "refusal": self.refusal,
            "code": self.code,
            "notes": list(self.notes),
            "sheets": [
                {
                    "name": sheet.name,
                    "hidden": sheet.hidden,
                    "notes": list(sheet.notes),
                    "rows": [
                        [row.number, [cell.to_json() for cell in row.cells], [list(span) for span in row.across]]
                        for row in sheet.rows
                    ],
                }
                for sheet in self.sheets
            ],
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Book":
        return cls(
            tuple(
                Sheet(
                    sheet["name"],
                    tuple(
                        Row(
                            number,
                            tuple(Cell.from_json(cell) for cell in cells),
                            tuple((first, last) for first, last in across),
                        )
                        for number, cells, across in sheet["rows"]
                    ),
                    bool(sheet["hidden"]),
                    tuple(sheet["notes"]),
                )
                for sheet in told["sheets"]
            ),
            told["refusal"],
            told["code"],
            tuple(told["notes"]),
        )
