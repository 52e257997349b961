"""The lines of a document: only the parts that a page shows are loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plait.meetings.models import PART, MinutesText, TextPart

MOST_SHOWN = 1500  # lines on one page
WHOLE = 400  # a document of at most so many lines is shown whole
AROUND = 3  # lines before and after a passage
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextLine:
    """`number` is 1-based. `layout` is the contract's: kind, page, level, cell."""

    number: int
    words: str
    layout: dict[str, Any]


def spans_around(
    passages: Iterable[Span], lines: int, *, asked: Iterable[Span] = (), around: int = AROUND, most: int = MOST_SHOWN
) -> list[Span]:
    """Spans of lines that hold the passages with some lines around, in order, merged where they touch.

    A short document is one span. At most `most` lines in all: later passages are left to a link; what was `asked` for
    is shown first of all.
    """
    if lines <= WHOLE:
        return [(1, lines)] if lines else []
    merged = _merged((max(1, first - around), min(lines, last + around)) for first, last in passages)
    kept = _at_most(merged or [(1, min(lines, PART))], most)
    wanted = [(max(1, first), min(last, lines)) for first, last in asked if first <= lines]
    return _merged([*kept, *wanted])


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        elif first <= last:
            merged.append((first, last))
    return merged


def _at_most(spans: list[Span], most: int) -> list[Span]:
    kept: list[Span] = []
    left = most
    for first, last in spans:
        if left <= 0:
            break
        kept.append((first, min(last, first + left - 1)))
        left -= last - first + 1
    return kept


def lines_of(text: MinutesText, spans: Iterable[Span]) -> dict[int, TextLine]:
    """The lines of some spans by their number, in two statements at most."""
    asked = [(max(1, first), min(last, text.lines)) for first, last in spans]
    wanted = {number for first, last in asked for number in range(first, last + 1)}
    starts = {(number - 1) // PART * PART + 1 for number in wanted}
    found: dict[int, TextLine] = {}
    for part in TextPart.objects.filter(text=text, first_line__in=sorted(starts)).order_by("first_line"):
        for offset, (words, layout) in enumerate(zip(part.words, part.layout, strict=True)):
            number = part.first_line + offset
            if number in wanted:
                found[number] = TextLine(number, words, layout)
    return found
