"""Pages whose notes stand in a margin beside the running text, with or without numbers on its other side.

Type size and distance of rows in a margin are its own, so that its rows do not share baselines with the text: each
column is read by itself, cut where a strip of white space parts them, however narrow.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median
from typing import Final

from plait.reading.formats.pdf.geometry import Word
from plait.reading.formats.pdf.grid import Grid
from plait.reading.formats.pdf.rows import Row, rows

LABEL, TEXT, NOTE = 1, 2, 3  # where a piece of a page with margins stands; 0 for other pages
_GUTTER: Final = 4.0  # points before a margin that stay free
_WIDE: Final = 0.55  # type sizes; a gap that is more than the space between words
_SAME: Final = 2.5  # points between the left edges of rows of one column
_FEWEST: Final = 3  # rows in the margin, and rows of running text beside it
_WORDS: Final = 5  # in a row of running text
_NARROW: Final = 0.4  # of the page's width; a wider margin is none
_ALONE: Final = 0.85  # of the rows of a column hold nothing beside their text


@dataclass(frozen=True, slots=True)
class Margins:
    """Left edges: of the notes, of the text, and of the numbers before it, where there are any."""

    notes: float
    text: float
    labels: float | None

    def like(self, other: "Margins") -> bool:
        """Are these the margins of the page before?"""
        return abs(self.notes - other.notes) <= _SAME and abs(self.text - other.text) <= _SAME


@dataclass(slots=True)
class _Part:
    """The words of a page between two heights at which something crosses the white space."""

    top: float
    bottom: float
    words: list[Word]


def with_margins(
    words: list[Word], plain: list[Row], width: float, height: float, ruled: list[Grid], known: Margins | None
) -> tuple[list[Row], Margins | None]:
    """The rows of a page from top to bottom, those beside a margin cut and marked; and what margins it has.

    `plain` are its rows as they stand, `known` the margins of the page before.
    """
    for notes in _edges_of_notes(plain, width, known):
        found = _beside(words, notes, width, height, ruled, known)
        if found is not None:
            return found
    return plain, None


def _edges_of_notes(plain: list[Row], width: float, known: Margins | None) -> list[float]:
    """Where notes may begin: at the edge known from the page before, else where several pieces do far out."""
    if known is not None:
        return [known.notes]
    far = (1 - _NARROW) * width - 2 * _GUTTER
    lefts = [piece.left for row in plain for piece in row if piece.left > far]
    lefts += [
        left
        for row in plain
        for piece in row
        for left, _, end in piece.loose
        if left > far and left - end > _WIDE * piece.size
    ]
    lefts.sort()
    if len(lefts) < _FEWEST:
        return []
    clusters: list[list[float]] = []
    for left in lefts:
        if clusters and left - clusters[-1][0] <= _SAME:
            clusters[-1].append(left)
        else:
            clusters.append([left])
    return [cluster[0] for cluster in clusters if len(cluster) >= _FEWEST][:2]


def _beside(
    words: list[Word], notes: float, width: float, height: float, ruled: list[Grid], known: Margins | None
) -> tuple[list[Row], Margins] | None:
    part = _part(words, [notes], height, ruled)
    text = rows([word for word in part.words if word.left < notes - 1])
    left = _left_of_text(text)
    labels = None if left is None else _left_of_labels(part.words, left)
    if left is None:
        return None
    if labels is not None:
        part = _part(words, [notes, left], height, ruled)
        text = rows([word for word in part.words if left - 1 <= word.left < notes - 1])
    beside = rows([word for word in part.words if word.left >= notes - 1])
    found = Margins(notes, left, labels)
    if known is not None and not found.like(known):
        return None
    if not _is_text(text) or not _is_margin(beside, notes, width, known=known is not None):
        return None
    numbers = [word for word in part.words if word.left < left - 1] if labels is not None else []
    begins = part.top + 1 if known is not None or labels is None else _begins(beside, rows(numbers))
    right = max(row[-1].right for row in text)
    return _cut(words, part, found, begins, right), found


def _part(words: list[Word], edges: list[float], height: float, ruled: list[Grid]) -> _Part:
    """The part of the page with the most words in which nothing stands across these edges."""
    crossings = [0.0, height]
    for edge in edges:
        crossings += [w.baseline for w in words if w.left < edge - 1 and w.right > edge - _GUTTER]
        for grid in ruled:
            if grid.columns[0] < edge - 2 * _GUTTER and grid.columns[-1] > edge + 2 * _GUTTER:
                crossings += [grid.rows[0], grid.rows[-1]]
    crossings.sort()
    best = _Part(0.0, 0.0, [])
    ordered = sorted(words, key=lambda word: word.baseline)
    nth = 0
    for top, bottom in pairwise(crossings):
        held = []
        while nth < len(ordered) and ordered[nth].baseline < bottom - 1:
            if ordered[nth].baseline > top + 1:
                held.append(ordered[nth])
            nth += 1
        if len(held) > len(best.words):
            best = _Part(top, bottom, held)
    return best


def _left_of_text(text: list[Row]) -> float | None:
    """Where most rows of running text begin; None where there is hardly any."""
    lefts = Counter(round(piece.left) for row in text for piece in row if piece.text.count(" ") >= _WORDS - 1)
    usual = max(lefts.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0))
    if usual[1] < _FEWEST:
        return None
    return min(piece.left for row in text for piece in row if abs(piece.left - usual[0]) <= 1)


def _left_of_labels(words: list[Word], left: float) -> float | None:
    """Where the numbers before the text begin; None where there are none or where text stands there too."""
    before = [word for word in words if word.left < left - 2 * _GUTTER]
    across = sum(word.right > left - 1 for word in before)
    return min(word.left for word in before) if len(before) > 4 * across else None


def _is_text(text: list[Row]) -> bool:
    alone = sum(len(row) == 1 for row in text)
    running = sum(row[0].text.count(" ") >= _WORDS - 1 for row in text)
    return len(text) >= _FEWEST and alone >= _ALONE * len(text) and running >= max(_FEWEST, 0.4 * len(text))


def _is_margin(beside: list[Row], notes: float, width: float, *, known: bool) -> bool:
    """Narrow, with one left edge, one thing on a row."""
    if not beside:
        return known
    even = sum(len(row) == 1 and abs(row[0].left - notes) <= 4 * _SAME for row in beside)
    return (
        len(beside) >= (1 if known else _FEWEST)
        and even >= _ALONE * len(beside)
        and median(row[-1].right for row in beside) - notes <= _NARROW * width
    )


def _begins(beside: list[Row], before: list[Row]) -> float:
    """The height of the first note or, where it stands lower, of the number of the item that it belongs to."""
    first = beside[0][0]
    above = [row[0].baseline for row in before if row[0].baseline <= first.baseline + 0.6 * first.size]
    return (max(above) if above else first.baseline) - 1 - 0.6 * first.size


def _cut(words: list[Word], part: _Part, found: Margins, begins: float, right: float) -> list[Row]:
    """Each column's rows from the height where the first note stands; what is above reads as ever, to this edge."""
    columns: list[list[Word]] = [[], [], []]
    for word in part.words:
        if word.baseline >= begins:
            before = found.labels is not None and word.left < found.text - 1
            columns[0 if before else 1 if word.left < found.notes - 1 else 2].append(word)
    inside = [_marked(rows(column), where, right) for where, column in zip((LABEL, TEXT, NOTE), columns, strict=True)]
    above = rows([word for word in words if word.baseline < begins])
    for row in above:
        row[-1].limit = right if row[-1].baseline > part.top + 1 else 0.0
    below = rows([word for word in words if word.baseline >= max(part.bottom - 1, begins)])
    return [*above, *sorted(chain.from_iterable(inside), key=lambda row: row[0].baseline), *below]


def _marked(column: list[Row], where: int, right: float) -> list[Row]:
    for piece in chain.from_iterable(column):
        piece.column = where
        piece.limit = right if where == TEXT else 0.0
    return column
