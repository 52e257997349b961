"""Pages set in two columns of running text, read down the one and then down the other."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from plait.reading.formats.pdf.geometry import Word
from plait.reading.formats.pdf.rows import Row, rows

_STEP: Final = 4.0  # points between the places where a gutter is looked for
_GUTTER: Final = 8.0  # points that stay free between two columns at least
_FEWEST: Final = 7  # rows of each column
_WORDS: Final = 4  # in half of the rows of each column: fewer are names or cells, not running text
_HOLE: Final = 4.0  # type sizes between two rows; more is a row of a table
_MARGIN: Final = 0.08  # of the page at its top and foot: what stands there is no column
_SIDES: Final = (0.28, 0.72)  # of the width of the page, where a gutter may be


@dataclass(slots=True)
class _Stretch:
    """A part of the page that nothing crosses between `left` and `right`."""

    top: float
    bottom: float
    left: float
    right: float
    words: int


def in_columns(free: list[Word], plain: list[Row], width: float, height: float, blocked: list[float]) -> list[Row]:
    """The rows of a page in reading order. `plain` are its rows as they stand; `blocked` are edges of tables."""
    beside = sum(len(row) > 1 or row[0].left > 0.45 * width for row in plain)
    if beside < _FEWEST:
        return plain
    words = sorted(free, key=lambda word: word.baseline)
    stretch = _widest(words, width, height, blocked)
    if stretch is None:
        return plain
    middle = (stretch.left + stretch.right) / 2
    inside = [word for word in words if stretch.top < word.baseline < stretch.bottom]
    one = rows([word for word in inside if word.left < middle])
    two = rows([word for word in inside if word.left >= middle])
    if not (_is_text(one) and _is_text(two)) or abs(one[0][0].baseline - two[0][0].baseline) > _HOLE * one[0][0].size:
        return plain
    _bound(one)
    _bound(two)
    above = rows([word for word in words if word.baseline <= stretch.top])
    below = rows([word for word in words if word.baseline >= stretch.bottom])
    return [*above, *one, *two, *below]


def _widest(words: list[Word], width: float, height: float, blocked: list[float]) -> _Stretch | None:
    """The part of the page with the most words that a gutter parts; None where no gutter is to be seen."""
    first, last = (int(side * width / _STEP) for side in _SIDES)
    crossed: list[list[float]] = [[] for _ in range(last - first + 1)]
    for word in words:
        begin, end = max(int(word.left / _STEP), first), min(int(word.right / _STEP), last)
        for place in range(begin, end + 1):
            crossed[place - first].append(word.baseline)
    baselines = [word.baseline for word in words]
    best: _Stretch | None = None
    for place, crossings in enumerate(crossed, first):
        found = _clear(sorted([_MARGIN * height, *crossings, *blocked, (1 - _MARGIN) * height]), baselines)
        if found is None:
            continue
        top, bottom, held = found
        x = place * _STEP
        if best is not None and best.top == top and best.bottom == bottom and x - best.right < _STEP:
            best.right = x + _STEP
        elif best is None or held > best.words:
            best = _Stretch(top, bottom, x, x + _STEP, held)
    return best if best is not None and best.right - best.left >= _GUTTER else None


def _clear(crossings: list[float], baselines: list[float]) -> tuple[float, float, int] | None:
    """Between which two crossings most words stand."""
    spans = [
        (bisect_left(baselines, below) - bisect_left(baselines, above), above, below)
        for above, below in pairwise(crossings)
    ]
    held, top, bottom = max(spans, default=(0, 0.0, 0.0))
    return (top, bottom, held) if held >= 2 * _FEWEST * _WORDS else None


def _is_text(column: list[Row]) -> bool:
    """Running text: many rows of several words, nothing beside them, no holes between them."""
    if len(column) < _FEWEST or sum(len(row) == 1 for row in column) < 0.85 * len(column):
        return False
    if median(len(row[0].text.split()) for row in column) < _WORDS:
        return False
    size = median(row[0].size for row in column)
    return all(two[0].baseline - one[0].baseline <= _HOLE * size for one, two in pairwise(column))


def _bound(column: list[Row]) -> None:
    """Tell each piece how far its column reaches, so that wrapped text is seen to wrap."""
    right = max(row[-1].right for row in column)
    for row in column:
        for piece in row:
            piece.limit = right
