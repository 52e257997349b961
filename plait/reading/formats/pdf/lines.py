"""Pages of blocks to the lines of the document: sentences, cells and tables that run over a page."""

from statistics import median
from typing import Final

from plait.reading.document import Box, Cell, Line, LineKind
from plait.reading.formats.pdf.flow import Block, PageText, blocks
from plait.reading.formats.pdf.labels import bullet
from plait.reading.formats.pdf.paragraphs import (
    Paragraph,
    breaks_in_sentence,
    loosest,
    paragraphs,
    read_on,
    reads_on,
)
from plait.reading.formats.pdf.rows import Row
from plait.reading.formats.pdf.tables import CellText, TableText
from plait.reading.formats.text import tick

_SAME_EDGE: Final = 5.0  # points between the edges of a table and of its continuation
_HEADING: Final = 1.15  # times the usual type size
_MANY: Final = 6  # rows that end alike are wrapped text, not chance
_RAGGED: Final = 40.0  # points by which wrapped rows end short
_DEEPER: Final = 6.0  # points a nested bullet stands further in

Placed = tuple[Paragraph, Cell | None]


class Writer:
    """Takes pages one after another; what stays open over a page break is remembered."""

    def __init__(self, pages: list[PageText]) -> None:
        self._pages = pages
        self._right = _usual_right([row for page in pages for row in page.rows], max(page.width for page in pages))
        self._loose = loosest([page.rows for page in pages], self._right)
        self._placed: list[Placed] = []
        self._tables = -1  # number of the newest table
        self._table_now = -1  # number of the table being written
        self._open_table: TableText | None = None  # the last block of the page before
        self._row = 0  # number of the last row written of the newest table
        self._heading: str = ""  # what the first row of the newest table says
        self._margins: tuple[TableText, int, int] | None = None  # the table of the margins, its number and last row

    def lines(self) -> list[Line]:
        """The numbered lines of the document."""
        for page in self._pages:
            held = blocks(page, self._right)
            for nth, block in enumerate(held):
                self._block(block, page, held, nth)
        return _numbered(self._placed)

    def _block(self, block: Block, page: PageText, held: list[Block], nth: int) -> None:
        if isinstance(block, TableText):
            if block.margins:
                self._margin_table(block, page.number)
            else:
                self._table(block, page.number, first=nth == 0)
            self._open_table = block
            return
        if nth and not isinstance(held[nth - 1], TableText):
            return  # written with the rows above it
        stretch: list[Row] = []
        for one in held[nth:]:
            if isinstance(one, TableText):
                break
            stretch.append(one)
        if nth == 0 and self._placed and self._open_table is None:
            stretch = self._over_the_page(stretch)
        self._open_table = None
        self._placed += [(one, None) for one in paragraphs(stretch, self._right, page.number, self._loose)]

    def _over_the_page(self, stretch: list[Row]) -> list[Row]:
        above, cell = self._placed[-1]
        first = stretch[0]
        if cell is None and breaks_in_sentence(above, first) and reads_on(above, first, self._right):
            return read_on(above, stretch, self._right, self._loose)
        return stretch

    def _table(self, table: TableText, page: int, *, first: bool) -> None:
        continued = first and self._open_table is not None and _same_columns(self._open_table, table)
        if not continued:
            self._begin_table()
            self._heading = ""
        for nth, cells in enumerate(_by_row(table)):
            said = _said(cells)
            if continued and nth == 0 and said == self._heading:
                continue  # the heading row printed again at the top of a page
            if continued and nth == 0 and self._goes_on(cells):
                self._write_row(cells, page, joining=True)
                continue
            self._row += 1
            self._heading = self._heading or said
            self._write_row(cells, page, joining=False)

    def _begin_table(self) -> None:
        self._tables += 1
        self._table_now, self._row = self._tables, -1

    def _margin_table(self, table: TableText, page: int) -> None:
        """Items with their notes beside them: one table from the first note to the end of the document."""
        if self._margins is not None and _same_columns(self._margins[0], table):
            _, self._table_now, self._row = self._margins
        else:
            self._begin_table()
        for cells in _by_row(table):
            joining = self._row >= 0 and len(table.columns) > 2 and cells[0].column > 0
            self._row += not joining
            self._write_row(cells, page, joining=joining)
        self._margins = (table, self._table_now, self._row)

    def _goes_on(self, cells: list[CellText]) -> bool:
        """Is this the rest of the row that the page break cut? Then a sentence of it is unfinished."""
        if cells[0].column == 0:
            return False
        return any((above := self._last_in(cell)) and breaks_in_sentence(above, cell.rows[0]) for cell in cells)

    def _last_in(self, cell: CellText) -> Paragraph | None:
        wanted = Cell(self._table_now, self._row, cell.column)
        return next((one for one, place in reversed(self._placed[-200:]) if place == wanted), None)

    def _write_row(self, cells: list[CellText], page: int, *, joining: bool) -> None:
        for cell in cells:
            rows = cell.rows
            above = self._last_in(cell) if joining else None
            if above and len(rows[0]) == 1 and breaks_in_sentence(above, rows[0]):
                rows = read_on(above, rows, cell.right, self._loose)
            place = Cell(self._table_now, self._row, cell.column)
            self._placed += [(one, place) for one in paragraphs(rows, cell.right, page, self._loose)]


def _by_row(table: TableText) -> list[list[CellText]]:
    by_row: dict[int, list[CellText]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    return list(by_row.values())


def _said(cells: list[CellText]) -> str:
    return "\t".join(piece.text for cell in cells for row in cell.rows for piece in row)


def _same_columns(one: TableText, two: TableText) -> bool:
    if len(one.columns) != len(two.columns) or one.ruled != two.ruled:
        return False
    return all(abs(a - b) <= _SAME_EDGE for a, b in zip(one.columns, two.columns, strict=True))


def _usual_right(rows: list[Row], width: float) -> float:
    """Where free text ends on the right: where many rows end far out, else as far in as it begins on the left."""
    if not rows:
        return width
    left = min(row[0].left for row in rows)
    ends = sorted((row[-1].right for row in rows), reverse=True)
    for nth, end in enumerate(ends):
        near = sum(1 for other in ends[nth : nth + _MANY] if other > end - _RAGGED)
        far_out = end - left > 0.5 * (width - 2 * left)
        if far_out and (near >= _MANY or (near >= 2 and end > 0.88 * width - left)):
            return end
    return width - left


def _numbered(placed: list[Placed]) -> list[Line]:
    usual = median([p.size for p, _ in placed for _ in range(1 + len(p.text) // 80)]) if placed else 10.0
    lines: list[Line] = []
    indents: list[float] = []
    for paragraph, cell in placed:
        indents = _indents(indents, paragraph)
        lines.append(_line(len(lines) + 1, paragraph, cell, usual, max(len(indents) - 1, 0)))
    return lines


def _indents(indents: list[float], paragraph: Paragraph) -> list[float]:
    """The left edges of the bullets around this one, the outermost first; none outside a list."""
    if not bullet(paragraph.text):
        return []
    kept = [left for left in indents if left < paragraph.left - _DEEPER]
    return [*kept, paragraph.left]


def _line(number: int, paragraph: Paragraph, cell: Cell | None, usual: float, depth: int) -> Line:
    text, bold_to = paragraph.text, paragraph.bold_to
    kind, level = (LineKind.CELL if cell else LineKind.PARAGRAPH), 0
    mark = bullet(text)
    if 0 < mark < len(text):
        text, bold_to, kind, level = text[mark:], max(bold_to - mark, 0), LineKind.LIST_ITEM, depth
    elif cell is None and paragraph.size >= _HEADING * usual and len(text) < 200:
        kind, level = LineKind.HEADING, 1 if paragraph.size >= 1.5 * usual else 2
    ticked, box = tick(text)
    text, bold_to = text[box:], max(bold_to - box, 0)
    place = Box(*(round(v, 1) for v in (paragraph.left, paragraph.top, paragraph.right, paragraph.bottom)))
    return Line(number, text, kind, paragraph.page, level, min(bold_to, len(text)), cell, ticked, place)
