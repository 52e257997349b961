"""Tables without rules: rows whose pieces begin at the same places, three times or more."""

from itertools import chain
from typing import Final

from plait.reading.formats.pdf.labels import is_label
from plait.reading.formats.pdf.lists import side_by_side
from plait.reading.formats.pdf.rows import Piece, Row
from plait.reading.formats.pdf.tables import CellText, TableText

_SAME: Final = 5.0  # points between the starts of pieces of one column
_EXACT: Final = 1.5  # the same where two columns all but touch
_GUTTER: Final = 3.0  # points that stay free before the next column
_FEWEST: Final = 3  # rows with two pieces or more that make a table
_CLOSE: Final = 1.45  # type sizes; rows that near may be of one cell
_FAR: Final = 2.6  # type sizes; rows further apart do not belong to one table


def aligned_tables(stretch: list[Row], right: float) -> list[Row | TableText]:
    """The same rows with those that clearly line up replaced by a table, and lists side by side put one after another.

    `right` is where the text of the page may reach to.
    """
    found: list[Row | TableText] = []
    nth = 0
    while nth < len(stretch):
        end, starts = _reach(stretch, nth) if _parted(stretch[nth]) else (nth, [])
        if starts:
            rows = stretch[nth:end]
            lists = side_by_side(rows, starts, right)
            found += lists or [_table(rows, starts)]
            nth = end
        else:
            found.append(stretch[nth])
            nth += 1
    return found


def _parted(row: Row) -> bool:
    return len(row) >= 2 and not is_label(row[0].text)


def _reach(stretch: list[Row], first: int) -> tuple[int, list[float]]:
    """Where the table that begins at `first` ends and its columns' left edges; no edges for no table."""
    starts = [piece.left for piece in stretch[first]]
    end, parted, last_parted = first + 1, 1, first
    whole: dict[int, Row] = {}  # rows as they were, where a piece was cut
    while end < len(stretch):
        row, above = stretch[end], stretch[end - 1]
        if row[0].baseline - above[0].baseline > _FAR * row[0].size:
            break
        grown = _with_row(starts, row)
        if grown is None and any(piece.loose for piece in row):  # cells so full that they all but touch
            whole[end] = row
            row = stretch[end] = list(chain.from_iterable(piece.cut(starts, _EXACT) for piece in row))
            grown = _with_row(starts, row)
        if grown is None:
            break
        starts = grown
        if len(row) >= 2:
            parted += 1
        if len(row) >= 2 or _column(starts, row[0]) > 0:
            last_parted = end
        end += 1
    for place, row in whole.items():
        if place > last_parted or parted < _FEWEST:
            stretch[place] = row
    while last_parted + 1 < end and _reads_on(stretch[last_parted], stretch[last_parted + 1], starts):
        last_parted += 1
    rows = stretch[first : last_parted + 1]
    if parted < _FEWEST or any(_crosses(starts, piece) for row in rows for piece in row):
        return first, []
    return last_parted + 1, starts


def _reads_on(above: Row, row: Row, starts: list[float]) -> bool:
    """Is the row the rest of the last cell of the first column?"""
    if len(starts) < 2 or row[0].baseline - above[0].baseline > _CLOSE * row[0].size:
        return False
    full = above[0].right + 0.25 * row[0].size + row[0].first_word > starts[1] - 4 * _GUTTER
    return full and abs(row[0].left - starts[0]) <= _SAME and abs(above[0].left - starts[0]) <= _SAME


def _with_row(starts: list[float], row: Row) -> list[float] | None:
    """The columns' edges after `row`; None where the row does not fit them."""
    new = [p.left for p in row if all(abs(p.left - start) > _SAME for start in starts)]
    if len(new) > 1 or (new and len(row) < 3):
        return None
    starts = sorted([*starts, *new])
    return None if any(_crosses(starts, piece) for piece in row) else starts


def _column(starts: list[float], piece: Piece) -> int:
    return min(range(len(starts)), key=lambda nth: abs(starts[nth] - piece.left))


def _crosses(starts: list[float], piece: Piece) -> bool:
    nth = _column(starts, piece)
    return nth + 1 < len(starts) and piece.right > starts[nth + 1] - _GUTTER


def _table(rows: list[Row], starts: list[float]) -> TableText:
    ends = [start - 4 * _GUTTER for start in starts[1:]]
    ends.append(max(piece.right for row in rows for piece in row))
    cells: dict[tuple[int, int], CellText] = {}
    number, latest = -1, dict[int, Piece]()
    for nth, row in enumerate(rows):
        placed = {_column(starts, piece): piece for piece in row}
        if nth == 0 or not _continues(placed, latest, ends, row, rows[nth - 1]):
            number, latest = number + 1, {}
        for column, piece in placed.items():
            place = (number, column)
            cell = cells.setdefault(place, CellText(number, column, [], starts[column], ends[column]))
            cell.rows.append([piece])
            latest[column] = piece
    return TableText([cells[place] for place in sorted(cells)], starts, rows[0][0].top, ruled=False)


def _continues(placed: dict[int, Piece], latest: dict[int, Piece], ends: list[float], row: Row, above: Row) -> bool:
    """Is this row the second line of cells begun above?"""
    if row[0].baseline - above[0].baseline > _CLOSE * row[0].size:
        return False
    if 0 not in placed and 0 in latest:
        return True
    return all(
        column in latest and latest[column].right + 0.25 * piece.size + piece.first_word > ends[column]
        for column, piece in placed.items()
    )
