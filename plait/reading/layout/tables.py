"""Tables put together again from the passages of their cells."""

from dataclasses import dataclass, field
from functools import cached_property

from plait.reading.layout.passages import Passage
from plait.reading.wording import squash


@dataclass
class Table:
    """`rows[row][column]` are the places of the cell's passages in the list they were taken from."""

    passages: list[Passage]
    first: int
    rows: dict[int, dict[int, list[int]]] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> list[int]:
        return self.rows.get(row, {}).get(column, [])

    def text(self, row: int, column: int) -> str:
        """The cell's words in one line; empty where there is no cell."""
        return squash(" ".join(self.passages[index].text for index in self.cell(row, column)))

    def row_places(self, row: int) -> list[int]:
        return [index for column in sorted(self.rows[row]) for index in self.rows[row][column]]

    @cached_property
    def first_row(self) -> int:
        """The number of the topmost row."""
        return min(self.rows)

    def places(self) -> list[int]:
        return [index for row in self.rows for index in self.row_places(row)]

    def header(self) -> dict[int, str]:
        """The words of the first row, by column, in small letters."""
        return self.headings(self.first_row)

    def headings(self, row: int) -> dict[int, str]:
        """The words of a row by column in small letters, empty where the row has no such cell."""
        return {column: self.text(row, column).lower().strip(" :*.?") for column in self.columns}

    @cached_property
    def columns(self) -> list[int]:
        """Every column that some row has. Asked for only when the table is whole."""
        return sorted({column for row in self.rows.values() for column in row})


def tables_of(passages: list[Passage]) -> dict[int, Table]:
    """All tables by their number, in order of appearance."""
    found: dict[int, Table] = {}
    for index, passage in enumerate(passages):
        if passage.cell is not None:
            table = found.setdefault(passage.cell.table, Table(passages, index))
            table.rows.setdefault(passage.cell.row, {}).setdefault(passage.cell.column, []).append(index)
    return found
