"""Columns that are held apart by blanks, as programs that pull text out of a PDF write them, parted by tabs instead.

The lines stay the lines of the file.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

_GAP: Final = re.compile(r" {3,}")
_LABEL: Final = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivx]{1,5})[.)]?|[•·▪●○◦*–-])$")
_SAME: Final = 2  # letters between the starts of pieces of one column
_FEWEST: Final = 3  # rows with two pieces or more that make columns
_MOST: Final = 24  # columns
_FAR: Final = 8  # rows of the first column alone, after which the columns are over
_LONGEST: Final = 2_000  # letters of a row that is looked at

Piece = tuple[int, str]  # where it starts, and its words


@dataclass(slots=True)
class _Columns:
    """Rows from `first` to `last` that line up at `starts`; `parted` of them hold two pieces or more."""

    first: int
    last: int
    starts: list[int]
    parted: int = 0
    rows: dict[int, list[Piece]] = field(default_factory=dict)


def with_tabs(rows: list[str]) -> list[str]:
    """The same rows; those that line up in columns have tabs between their pieces."""
    found = list(rows)
    nth = 0
    while nth < len(rows):
        columns = _from(rows, nth) if _GAP.search(rows[nth].strip()) else None
        if columns is None:
            nth += 1
            continue
        for place, pieces in columns.rows.items():
            if place <= columns.last:
                found[place] = _tabbed(pieces, columns.starts)
        nth = columns.last + 1
    return found


def _from(rows: list[str], first: int) -> _Columns | None:
    """The columns that begin in this row; None where it lines up with too few others."""
    pieces = _pieces(rows[first])
    if not 2 <= len(pieces) <= _MOST or (len(pieces) == 2 and _LABEL.match(pieces[0][1])):
        return None
    columns = _Columns(first, first, [start for start, _ in pieces], 1, {first: pieces})
    blank = 0
    for place in range(first + 1, len(rows)):
        pieces = _pieces(rows[place])
        blank = 0 if pieces else blank + 1
        if blank > 1 or place - columns.last > _FAR:
            break
        if not pieces:
            continue
        if len(pieces) > _MOST or not _fits(pieces, columns.starts):
            break
        columns.rows[place] = pieces
        if len(pieces) > 1:
            columns.parted += 1
        if len(pieces) > 1 or _column(pieces[0][0], columns.starts) > 0:
            columns.last = place
    return columns if columns.parted >= _FEWEST else None


def _pieces(row: str) -> list[Piece]:
    if "\t" in row or len(row) > _LONGEST:
        return []
    found: list[Piece] = []
    at = len(row) - len(row.lstrip(" "))
    for gap in _GAP.finditer(row, at):
        if gap.end() < len(row):
            found.append((at, row[at : gap.start()]))
            at = gap.end()
    text = row[at:].rstrip()
    return [*found, (at, text)] if text else found


def _column(start: int, starts: list[int]) -> int:
    return min(range(len(starts)), key=lambda nth: abs(starts[nth] - start))


def _fits(pieces: list[Piece], starts: list[int]) -> bool:
    """Does every piece begin where a column does, and end before the next one begins?"""
    places = [_column(start, starts) for start, _ in pieces]
    if any(one >= two for one, two in pairwise(places)):
        return False
    return all(
        abs(starts[place] - start) <= _SAME and (place + 1 == len(starts) or start + len(text) < starts[place + 1])
        for place, (start, text) in zip(places, pieces, strict=True)
    )


def _tabbed(pieces: list[Piece], starts: list[int]) -> str:
    by_column = {_column(start, starts): text for start, text in pieces}
    return "\t".join(by_column.get(column, "") for column in range(max(by_column) + 1))
