"""Words to printed rows: what stands on one baseline, cut where a wide gap parts it."""

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Final

from plait.reading.formats.pdf.geometry import Word
from plait.reading.formats.pdf.labels import is_label

_BASELINE: Final = attrgetter("baseline")
_LEFT: Final = attrgetter("left")
_WIDE_GAP: Final = 1.4  # type sizes; a wider gap parts two columns
_LOOSE: Final = 0.4  # type sizes; a gap wider than the space between words
_HIGH: Final = 0.78  # type sizes from the baseline to the top of a capital
_DEEP: Final = 0.24  # type sizes from the baseline to the foot of a "g"


@dataclass(slots=True)
class Piece:
    """Words on one baseline without a wide gap between them."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold_to: int
    first_word: float  # width of the first word in points
    ends_bold: bool
    reach: float = 0.0  # of turned text, above and below its baseline
    limit: float = 0.0  # where its column of a page in columns ends on the right; 0 outside of such
    loose: tuple[tuple[float, int, float], ...] = ()  # gaps wider than between words, though not wide: where the next
    # word begins, its place in the text, and where the word before it ends
    column: int = 0  # on a page with margins: which of its columns this is, as `margins` counts them

    @property
    def top(self) -> float:
        return self.baseline - (self.reach or _HIGH * self.size)

    @property
    def bottom(self) -> float:
        return self.baseline + (self.reach or _DEEP * self.size)

    @property
    def all_bold(self) -> bool:
        return self.bold_to >= len(self.text)

    def cut(self, edges: list[float], near: float) -> "Row":
        """The piece, parted at its loose gaps behind which a column begins."""
        for left, place, right in self.loose:
            if any(abs(left - edge) <= near for edge in edges):
                one = replace(self, text=self.text[:place].rstrip(), right=right, loose=())
                after = tuple((x, p - place, end) for x, p, end in self.loose if p > place)
                two = replace(self, text=self.text[place:], left=left, loose=after)
                two.bold_to = max(self.bold_to - place, 0)
                two.first_word = (two.right - left) * len(two.text.split()[0]) / len(two.text)
                one.bold_to = min(self.bold_to, len(one.text))
                return [one, *two.cut(edges, near)]
        return [self]


Row = list[Piece]


def rows(words: list[Word]) -> list[Row]:
    """The rows from top to bottom, each with its pieces from left to right."""
    lines: list[list[Word]] = []
    reach = -math.inf  # the lowest baseline that still belongs to the newest line
    for word in sorted(words, key=_BASELINE):
        lowest = reach if not lines or lines[-1][0].size >= word.size else lines[-1][0].baseline + 0.5 * word.size
        if word.baseline <= lowest:
            lines[-1].append(word)
        else:
            lines.append([word])
            reach = word.baseline + 0.5 * word.size
    return [_pieces(line) for line in lines]


def _pieces(line: list[Word]) -> Row:
    line.sort(key=_LEFT)
    groups = [[line[0]]]
    for before, word in pairwise(line):
        gap = word.left - before.right
        if gap > _WIDE_GAP * word.size and gap > _WIDE_GAP * before.size:
            groups.append([word])
        else:
            groups[-1].append(word)
    return [_piece(group) for group in groups]


def _piece(words: list[Word]) -> Piece:
    text, bold = words[0].text, words[0].bold
    if not bold and len(words) > 1 and words[1].bold and is_label(text):
        bold = True  # a plain number or bullet before a bold title
    bold_to = len(text) if bold else 0
    loose: tuple[tuple[float, int, float], ...] = ()
    for before, word in pairwise(words):
        gap = word.left - before.right
        text += word.text if gap < 0.1 * word.size else f" {word.text}"
        if gap > _LOOSE * word.size:
            loose += ((word.left, len(text) - len(word.text), before.right),)
        bold = bold and word.bold
        if bold:
            bold_to = len(text)
    size = max(words, key=lambda w: len(w.text)).size
    baseline = max(words, key=lambda w: w.size).baseline
    return Piece(
        text, words[0].left, max(w.right for w in words), baseline, size, bold_to,
        words[0].right - words[0].left, words[-1].bold,
        max(w.reach for w in words), loose=loose,
    )  # fmt: skip
