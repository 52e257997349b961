"""One flow of rich text (the text, a header, a footnote) as paragraphs and, in them, rows of tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from plait.reading.document import LineKind
from plait.reading.formats.rtf.alphabets import whole
from plait.reading.formats.runs import Row, Runs

_DEEPEST: Final = 15  # tables in tables


@dataclass(slots=True)
class Paragraph:
    rows: list[Row]
    kind: LineKind
    level: int
    label: str


@dataclass(slots=True)
class CellShape:
    """Where a cell ends on the right, in twentieths of a point, and whether it goes on one above or before it."""

    right: int = 0
    goes_on: bool = False


@dataclass(slots=True)
class TableRow:
    cells: list[list[Block]]
    left: int
    shapes: list[CellShape]


@dataclass(slots=True)
class Table:
    rows: list[TableRow] = field(default_factory=list)


Block = Paragraph | Table


@dataclass(slots=True)
class Shape:
    """The row that is being described: it stands before or after its cells, or both."""

    left: int = 0
    cells: list[CellShape] = field(default_factory=list)
    pending: CellShape = field(default_factory=CellShape)


@dataclass(slots=True)
class Setting:
    """How the paragraph is set that is being written."""

    style: int = 0
    outline: int | None = None
    listed: bool = False
    level: int = 0
    depth: int = 0  # of the table it stands in; 0 outside


@dataclass(slots=True)
class _Level:
    """A table being filled: what stands in the open cell, the cells of the open row, the rows before."""

    content: list[Block] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    table: Table = field(default_factory=Table)


class Story:
    def __init__(self) -> None:
        self.runs = Runs()
        self.setting = Setting()
        self.shape = Shape()
        self.label: str | None = None  # printed before the paragraph; "" for a bullet
        self._levels: list[_Level] = [_Level()]  # the first is the page itself

    def say(self, text: str, bold: bool) -> None:
        self.runs.add(text, bold)

    def end_paragraph(self, heading: int) -> None:
        """The words so far are a paragraph. `heading` is 1 to 6, or 0."""
        self._to_depth(self.setting.depth)
        self._close(heading)

    def _close(self, heading: int) -> None:
        runs, self.runs = self.runs, Runs()
        label, self.label = self.label, None
        if not runs.pieces:
            return
        if _halves(runs):
            runs.pieces = [(whole("".join([text for text, _, _ in runs.pieces])), False, 1)]
        rows = runs.rows()
        if not rows:
            return
        kind, level = LineKind.PARAGRAPH, 0
        if heading:
            kind, level = LineKind.HEADING, heading
        elif self.setting.listed or label is not None:
            kind, level = LineKind.LIST_ITEM, self.setting.level
        self._levels[-1].content.append(Paragraph(rows, kind, level, label or ""))

    def end_cell(self, heading: int, depth: int) -> None:
        self._to_depth(max(depth, 1))
        self._close(heading)
        level = self._levels[-1]
        level.cells.append(level.content)
        level.content = []

    def end_row(self, depth: int) -> None:
        self._to_depth(max(depth, 1))
        level = self._levels[-1]
        if level.content:
            level.cells.append(level.content)
            level.content = []
        if level.cells:
            level.table.rows.append(TableRow(level.cells, self.shape.left, list(self.shape.cells)))
            level.cells = []

    def _to_depth(self, depth: int) -> None:
        """Open tables down to this depth, or close those that are deeper."""
        depth = min(max(depth, 0), _DEEPEST)
        while len(self._levels) - 1 < depth:
            self._levels.append(_Level())
        while len(self._levels) - 1 > depth:
            level = self._levels.pop()
            if level.content or level.cells:
                level.table.rows.append(TableRow([*level.cells, level.content], 0, []))
            if level.table.rows:
                self._levels[-1].content.append(level.table)

    def finished(self) -> list[Block]:
        """Everything, after the end."""
        self.end_paragraph(0)
        self._to_depth(0)
        return self._levels[0].content


def _halves(runs: Runs) -> bool:
    return any("\ud800" <= text <= "\udfff" for text, _, _ in runs.pieces if len(text) == 1)
