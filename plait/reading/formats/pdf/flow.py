"""A page as columns of text in reading order: free text, and the cells of its tables."""

from dataclasses import dataclass

from plait.reading.formats.pdf.aligned import aligned_tables
from plait.reading.formats.pdf.bands import banded
from plait.reading.formats.pdf.columns import in_columns
from plait.reading.formats.pdf.geometry import Page, Word
from plait.reading.formats.pdf.grid import Grid, grids
from plait.reading.formats.pdf.margins import Margins, with_margins
from plait.reading.formats.pdf.rows import Row, rows
from plait.reading.formats.pdf.tables import CellText, TableText


@dataclass(slots=True)
class PageText:
    """A page split: its tables with rules, and the rows outside them from top to bottom."""

    number: int
    width: float
    height: float
    tables: list[TableText]
    rows: list[Row]
    margins: Margins | None = None


Block = Row | TableText


def split(page: Page, margins: Margins | None) -> PageText:
    """Every word of the page goes into a ruled table's cell or into the free rows. `margins` of the page before."""
    ruled = grids(page)
    inside: list[list[Word]] = [[] for _ in ruled]
    free: list[Word] = []
    for word in page.words:
        x, y = (word.left + word.right) / 2, word.baseline - 0.3 * word.size
        for nth, grid in enumerate(ruled):
            if grid.holds(x, y):
                inside[nth] += word.parted(grid.columns) if word.joints else [word]
                break
        else:
            free.append(word)
    tables = []
    for grid, words in zip(ruled, inside, strict=True):
        if words:
            tables.append(_table(grid, words))
    edges = [edge for grid in ruled for edge in (grid.rows[0], grid.rows[-1])]
    plain = rows(free)
    read, found = with_margins(free, plain, page.width, page.height, ruled, margins)
    if found is None:
        read = in_columns(free, plain, page.width, page.height, edges)
    return PageText(page.number, page.width, page.height, tables, read, found)


def _table(grid: Grid, words: list[Word]) -> TableText:
    by_cell: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = grid.cell((word.left + word.right) / 2, word.baseline - 0.3 * word.size)
        by_cell.setdefault(place, []).append(word)
    cells = []
    for (row, column), held in sorted(by_cell.items()):
        left, right = grid.widths[row, column]
        indent = max(min(min(w.left for w in held) - left, 12.0), 0.0)
        cells.append(CellText(row, column, rows(held), left, right - indent))
    return TableText(cells, grid.columns, grid.rows[0], ruled=True)


def blocks(page: PageText, right: float) -> list[Block]:
    """Free rows and tables in reading order; rows that line up in columns become tables too. `right` as told there."""
    ordered: list[Block] = []
    waiting = list(page.tables)
    stretch: list[Row] = []
    for row in page.rows:
        while waiting and waiting[0].top <= row[0].baseline:
            ordered += [*_lined_up(stretch, page, right), waiting.pop(0)]
            stretch = []
        if stretch and bool(stretch[-1][0].column) != bool(row[0].column):
            ordered += _lined_up(stretch, page, right)
            stretch = []
        stretch.append(row)
    return [*ordered, *_lined_up(stretch, page, right), *waiting]


def _lined_up(stretch: list[Row], page: PageText, right: float) -> list[Block]:
    if stretch and stretch[0][0].column and page.margins is not None:
        return banded(stretch, page.margins)
    margin = stretch[0][0].left if stretch else 0.0
    return aligned_tables(stretch, max(right, page.width - margin))
