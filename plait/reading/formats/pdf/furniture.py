"""What is printed on every page and belongs to none: running headers, footers, page numbers."""

import re
from collections import Counter
from typing import Final

from plait.reading.formats.pdf.rows import Row

_NEAR_EDGE: Final = 4  # rows from the top or foot of a page that can be furniture
_PAGE_NUMBER: Final = re.compile(r"(page\s*)?[-–|\s]*(\d{1,4}|[ivx]{1,5})\s*[-–|]?(\s*(of|/)\s*\d{1,4})?\s*$", re.I)
_SAID_PAGE: Final = re.compile(r"\bpage\s*\d{1,4}(\s*(of|/)\s*\d{1,4})?\b", re.I)
_MARGIN: Final = 0.09  # of the page's height; only there a lone number is a page number

Key = tuple[str, int]


def without_furniture(pages: list[list[Row]], heights: list[float]) -> list[list[Row]]:
    """The rows of each page without what repeats in the same place on most pages.

    The first running header stays where it is met first: it often names the group or the day.
    """
    counts: Counter[Key] = Counter()
    for page in pages:
        counts.update({key for row in _edge_rows(page) for key in _keys(row)})
    wanted = max(2, -(-len(pages) // 2))
    repeated = {key for key, count in counts.items() if count >= wanted}
    kept_headers: set[str] = set()
    cleared = []
    for page, height in zip(pages, heights, strict=True):
        edge = {id(row) for row in _edge_rows(page)}
        cleared.append(
            [row for row in page if id(row) not in edge or not _is_furniture(row, height, repeated, kept_headers)]
        )
    return cleared


def _edge_rows(page: list[Row]) -> list[Row]:
    return page if len(page) <= 2 * _NEAR_EDGE else page[:_NEAR_EDGE] + page[-_NEAR_EDGE:]


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)


def _keys(row: Row) -> list[Key]:
    """The row with its numbers blotted out, at its height and a hair above and below."""
    blotted = re.sub(r"\d+", "#", _text(row))
    place = round(row[0].baseline / 6)
    return [(blotted, place), (blotted, place + 1)]


def _is_furniture(row: Row, height: float, repeated: set[Key], kept_headers: set[str]) -> bool:
    text, baseline = _text(row), row[0].baseline
    in_margin = not _MARGIN * height < baseline < (1 - _MARGIN) * height
    if in_margin and (_PAGE_NUMBER.match(text) or (len(text) < 120 and _SAID_PAGE.search(text))):
        return True
    if not any(key in repeated for key in _keys(row)):
        return False
    if baseline < height / 2 and not _SAID_PAGE.search(text) and text not in kept_headers:
        kept_headers.add(text)
        return False
    return True
