"""Tables of rich text into cells: a cell's column is where its left edge stands among all edges of the table."""

from bisect import bisect_right
from typing import Final

from plait.reading.document import Cell
from plait.reading.formats.rtf.story import Block, Paragraph, Table, TableRow
from plait.reading.formats.sheet import MOST_COLUMNS, Sheet

_SAME: Final = 90  # twentieths of a point between edges that count as one


def write(blocks: list[Block], sheet: Sheet) -> None:
    """All blocks in reading order; tables are numbered as they begin."""
    _Writer(sheet).blocks(blocks, None)


class _Writer:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._tables = 0

    def blocks(self, blocks: list[Block], cell: Cell | None) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._sheet.put(block.rows, block.kind, block.level, block.label, cell)
            else:
                self._table(block)

    def _table(self, table: Table) -> None:
        number = self._tables
        self._tables += 1
        edges = _edges(table)
        for nth, row in enumerate(table.rows):
            for column, content in _placed(row, edges):
                self.blocks(content, Cell(number, nth, min(column, MOST_COLUMNS)))


def _placed(row: TableRow, edges: list[int]) -> list[tuple[int, list[Block]]]:
    """The cells that hold something, with their columns. One that goes on another is part of that one."""
    found: list[tuple[int, list[Block]]] = []
    left, known = row.left, bool(row.shapes)
    for nth, content in enumerate(row.cells):
        shape = row.shapes[nth] if nth < len(row.shapes) else None
        known = known and shape is not None
        column = bisect_right(edges, left + _SAME // 2) - 1 if known else nth
        if content and not (shape and shape.goes_on):
            found.append((max(column, 0), content))
        if shape is not None:
            left = shape.right
    return found


def _edges(table: Table) -> list[int]:
    """The left edges of all cells, those that nearly agree taken as one."""
    lefts = set()
    for row in table.rows:
        lefts.add(row.left)
        lefts.update(shape.right for shape in row.shapes[:-1])
    edges: list[int] = []
    for left in sorted(lefts):
        if not edges or left - edges[-1] > _SAME:
            edges.append(left)
    return edges
