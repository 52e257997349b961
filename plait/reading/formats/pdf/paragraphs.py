"""Printed rows to paragraphs: a sentence that wraps is one line again."""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from plait.reading.formats.pdf.labels import begins_item, begins_with_dash, is_label
from plait.reading.formats.pdf.rows import Piece, Row

NORMAL_GAP: Final = 1.62  # type sizes from baseline to baseline within a paragraph
_LABEL: Final = re.compile(r"[A-Z][\w ]{0,24}( \d{1,3}(/\d{2,4})?)?\s?[:–-]\s|[A-Z]{4,}\b")
_FULL: Final = 0.85  # of the way to the right edge; rows that reach so far go on, as a rule
_ENOUGH: Final = 5  # such rows, before anything is learnt of them
_LONGEST: Final = 20_000  # characters; no paragraph is longer
_FINISHED: Final = re.compile(r"[.:;!?)\]”’\"]$")


@dataclass(slots=True)
class Paragraph:
    """Rows that read as one. `last` is the last printed row; `gap` the distance of its rows, 0 for one."""

    text: str
    bold_to: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    last: Piece
    parted: bool  # pieces far apart, joined by tabs: never continued
    gap: float = 0.0


def paragraphs(rows: list[Row], right: float, page: int, loose: float = NORMAL_GAP) -> list[Paragraph]:
    """The paragraphs of one column whose text may reach to `right`; `loose` is the widest gap within one."""
    found: list[Paragraph] = []
    for row in rows:
        if found and wraps(found[-1], row, right, loose):
            extend(found[-1], row)
        else:
            found.append(begun(row, page))
    return found


def loosest(pages: list[list[Row]], right: float) -> float:
    """The widest gap between two rows of a paragraph, in type sizes: wider where the text is set with wide lines."""
    gaps = [
        (two[0].baseline - one[0].baseline) / two[0].size
        for rows in pages
        for one, two in pairwise(rows)
        if len(one) == len(two) == 1 and one[0].right > _FULL * right and two[0].size > 0
    ]
    usual = median([gap for gap in gaps if 0.9 < gap < 3]) if sum(0.9 < gap < 3 for gap in gaps) >= _ENOUGH else 0.0
    return max(NORMAL_GAP, 1.08 * usual)


def begun(row: Row, page: int) -> Paragraph:
    """The paragraph that begins with this row."""
    first, last = row[0], row[-1]
    labelled = len(row) == 2 and is_label(first.text)
    text, bold_to = first.text, first.bold_to
    if len(row) > 1 and row[1].bold_to and is_label(text):
        bold_to = len(text)
    for nth, piece in enumerate(row[1:]):
        text += (" " if nth == 0 and is_label(first.text) else "\t") + piece.text
        if bold_to == len(text) - len(piece.text) - 1:
            bold_to += 1 + piece.bold_to if piece.bold_to else 0
    return Paragraph(
        text, bold_to, page, first.left, min(p.top for p in row), max(p.right for p in row),
        max(p.bottom for p in row), last.size, last, len(row) > 1 and not labelled,
    )  # fmt: skip


def wraps(above: Paragraph, row: Row, right: float, loose: float) -> bool:
    """Does the paragraph go on in this row of the same column?"""
    gap = row[0].baseline - above.last.baseline
    onward = gap < 0 and above.last.limit and row[0].limit > above.last.limit
    if onward and not row[0].column:  # from one column of running text to the next
        return breaks_in_sentence(above, row) and reads_on(above, row, right)
    if gap > loose * max(above.size, row[0].size) or gap <= 0:
        return False
    if above.gap and gap > 1.25 * above.gap:
        return False
    return reads_on(above, row, right)


def reads_on(above: Paragraph, row: Row, right: float) -> bool:
    """Could the row be the rest of the paragraph, judged by its words alone (a page may part them)?"""
    piece, right = row[0], above.last.limit or right
    if len(above.text) > _LONGEST or above.parted or len(row) > 1 or abs(piece.size - above.size) > 0.1 * above.size:
        return False
    full = above.last.right + 0.22 * piece.size + piece.first_word > right - 1
    if not full and not _clearly_unfinished(above, piece, right):
        return False
    if begins_item(piece.text):
        return False
    if begins_with_dash(piece.text) and _FINISHED.search(above.text[-2:]):
        return False
    if above.last.all_bold and not piece.bold_to:
        return False
    if piece.bold_to and not above.last.ends_bold:
        return False
    return not (_LABEL.match(piece.text) and _FINISHED.search(above.text[-2:]))


def _clearly_unfinished(above: Paragraph, piece: Piece, right: float) -> bool:
    """A row broken off early by hand: it runs well across and the next begins with a small letter."""
    reach = (above.last.right - above.left) / max(right - above.left, 1)
    return reach > 0.6 and piece.text[0].islower() and not _FINISHED.search(above.text[-2:])


def breaks_in_sentence(above: Paragraph, row: Row) -> bool:
    """Across a page the distance says nothing: only a sentence that is not finished goes on."""
    return not _FINISHED.search(above.text[-2:]) and not begins_item(row[0].text)


def read_on(above: Paragraph, rows: list[Row], right: float, loose: float) -> list[Row]:
    """Give the first row, and all that wrap after it, to the paragraph; what is left is returned."""
    extend(above, rows[0])
    nth = 1
    while nth < len(rows) and wraps(above, rows[nth], right, loose):
        extend(above, rows[nth])
        nth += 1
    return rows[nth:]


def extend(above: Paragraph, row: Row) -> None:
    """Put the row's words at the end of the paragraph."""
    piece = row[0]
    same_page = piece.baseline > above.last.baseline
    space = "" if above.text.endswith("-") and above.text[-2:-1].isalpha() else " "
    if above.bold_to >= len(above.text) and piece.bold_to:
        above.bold_to = len(above.text) + len(space) + piece.bold_to
    above.text += space + piece.text
    if same_page:
        above.gap = piece.baseline - above.last.baseline
        above.left = min(above.left, piece.left)
        above.right = max(above.right, piece.right)
        above.bottom = piece.bottom
    above.last = piece
