"""The tables of a web page. One that only places things on the page is looked through."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plait.reading.document import Cell
from plait.reading.formats.sheet import MOST_COLUMNS

_DEEPEST: Final = 40  # tables in tables; deeper ones are looked through
_TALLEST: Final = 2_000  # rows that one cell may reach over


@dataclass(slots=True)
class _Table:
    number: int  # of the document; -1 for a table that is looked through
    row: int = -1
    column: int = 0
    span: int = 1
    in_cell: bool = False
    taken: dict[int, int] = field(default_factory=dict)  # column -> rows below that a tall cell still covers


class Tables:
    """Follows the elements; `cell` is where a paragraph stands now."""

    def __init__(self) -> None:
        self._open: list[_Table] = []
        self._count = 0

    def start(self, element: etree._Element, name: str) -> None:
        if name == "table":
            plain = len(self._open) < _DEEPEST and not _only_places(element)
            self._open.append(_Table(self._count if plain else -1))
            self._count += plain
        elif self._open and name == "tr":
            self._row(self._open[-1])
        elif self._open:
            self._cell(self._open[-1], element)

    def end(self, name: str) -> None:
        if not self._open:
            return
        table = self._open[-1]
        if name == "table":
            self._open.pop()
        elif name in ("td", "th"):
            table.column += table.span
            table.in_cell = False

    def cell(self) -> Cell | None:
        """The innermost cell of a table that is one; None outside of all."""
        for table in reversed(self._open):
            if table.number >= 0:
                return Cell(table.number, table.row, table.column) if table.in_cell else None
        return None

    def _row(self, table: _Table) -> None:
        table.row, table.column = table.row + 1, 0
        table.in_cell = False

    def _cell(self, table: _Table, element: etree._Element) -> None:
        if table.row < 0:
            table.row = 0
        while table.taken.get(table.column, -1) >= table.row:
            table.column += 1
        table.span = _span(element, "colspan", MOST_COLUMNS)
        table.in_cell = True
        tall = _span(element, "rowspan", _TALLEST)
        if table.column > MOST_COLUMNS:
            table.column, table.span = MOST_COLUMNS, 0
        elif tall > 1:
            for column in range(table.column, table.column + table.span):
                table.taken[column] = table.row + tall - 1


def _span(element: etree._Element, name: str, most: int) -> int:
    said = element.get(name) or "1"
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _only_places(table: etree._Element) -> bool:
    """A table for the look of the page: it says so, or it holds a table and one filled cell a row at most."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if next(table.iterdescendants("table"), None) is None:
        return False
    return all(sum(map(_filled, row.iterchildren("td", "th"))) <= 1 for row in _rows(table))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for part in table.iterchildren("tr", "tbody", "thead", "tfoot"):
        if part.tag == "tr":
            yield part
        else:
            yield from part.iterchildren("tr")


def _filled(cell: etree._Element) -> bool:
    return any(str(text).strip() for text in cell.itertext())
