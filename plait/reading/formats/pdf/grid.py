"""Ruled tables: which rules belong together, and in which cell a word stands."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from plait.reading.formats.pdf.geometry import Page, Rule

_TOUCH: Final = 3.0  # points between rules that still count as meeting
_SAME: Final = 3.5  # points between edges that count as one


@dataclass(slots=True)
class Grid:
    """A table of cells. `columns` and `rows` are its edges; a merged cell is told by its first place."""

    columns: list[float]
    rows: list[float]
    first_place: dict[tuple[int, int], tuple[int, int]]
    widths: dict[tuple[int, int], tuple[float, float]]  # left and right of a cell, by its first place

    def holds(self, x: float, y: float) -> bool:
        return self.columns[0] - 1 <= x <= self.columns[-1] + 1 and self.rows[0] - 1 <= y <= self.rows[-1] + 1

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """(row, column) of the cell that holds this point."""
        column = bisect_right(self.columns, x, 1, len(self.columns) - 1) - 1
        row = bisect_right(self.rows, y, 1, len(self.rows) - 1) - 1
        return self.first_place[row, column]


def grids(page: Page) -> list[Grid]:
    """The ruled tables of two or more columns on a page, from top to bottom."""
    across, down = _merged(page.across), _merged(page.down)
    found = [grid for group in _meeting(across, down) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: grid.rows[0])


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together: cells draw their own part of a border, often twice."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at), r.start)):
        for known in reversed(merged[-40:]):
            if abs(known.at - rule.at) <= 1.5 and rule.start <= known.end + _TOUCH and known.start <= rule.end + _TOUCH:
                known.start, known.end = min(known.start, rule.start), max(known.end, rule.end)
                break
        else:
            merged.append(Rule(rule.at, rule.start, rule.end))
    return merged


def _meeting(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch one another."""
    leader = list(range(len(across) + len(down)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for nth, line in enumerate(across):
        for mth, post in enumerate(down, len(across)):
            if (
                line.start - _TOUCH <= post.at <= line.end + _TOUCH
                and post.start - _TOUCH <= line.at <= post.end + _TOUCH
            ):
                leader[find(nth)] = find(mth)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for nth, line in enumerate(across):
        groups.setdefault(find(nth), ([], []))[0].append(line)
    for mth, post in enumerate(down, len(across)):
        groups.setdefault(find(mth), ([], []))[1].append(post)
    return [group for group in groups.values() if group[0] and group[1]]


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME:
            edges.append(place)
    return edges


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    columns = _edges([r.at for r in down] + [min(r.start for r in across), max(r.end for r in across)])
    rows = _edges([r.at for r in across] + [min(r.start for r in down), max(r.end for r in down)])
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > 20_000:
        return None
    return Grid(columns, rows, *_cells(columns, rows, across, down))


def _cells(
    columns: list[float], rows: list[float], across: list[Rule], down: list[Rule]
) -> tuple[dict[tuple[int, int], tuple[int, int]], dict[tuple[int, int], tuple[float, float]]]:
    walls, floors = _by_edge(columns, down), _by_edge(rows, across)
    first: dict[tuple[int, int], tuple[int, int]] = {}
    widths: dict[tuple[int, int], tuple[float, float]] = {}
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            middle_x = (columns[column] + columns[column + 1]) / 2
            middle_y = (rows[row] + rows[row + 1]) / 2
            owner = (row, column)
            if column and not _covered(walls[column], middle_y):
                owner = first[row, column - 1]
            elif row and not _covered(floors[row], middle_x):
                owner = first[row - 1, column]
            first[row, column] = owner
            left, right = widths.get(owner, (columns[column], columns[column + 1]))
            widths[owner] = (min(left, columns[column]), max(right, columns[column + 1]))
    return first, widths


def _by_edge(edges: list[float], rules: list[Rule]) -> list[list[Rule]]:
    at: list[list[Rule]] = [[] for _ in edges]
    for rule in rules:
        nearest = min(range(len(edges)), key=lambda nth: abs(edges[nth] - rule.at))
        at[nearest].append(rule)
    return at


def _covered(rules: list[Rule], place: float) -> bool:
    return any(rule.start - 1 <= place <= rule.end + 1 for rule in rules)
