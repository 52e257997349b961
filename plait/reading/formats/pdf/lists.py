"""Lists set side by side, as people often are: "Present" on the left, "Apologies" on the right. They are no table.

What tells: a row of the one list that is the rest of the row above it stands beside the beginning of something in
the other, or a heading stands in the middle of one list.
"""

from itertools import pairwise
from typing import Final

from plait.reading.formats.pdf.rows import Piece, Row

_MOST: Final = 3  # lists beside one another
_CLOSE: Final = 1.45  # type sizes from row to row where a line wraps
_GUTTER: Final = 12.0  # points that stay free before the next list
_FINISHED: Final = (".", ";", ":")
_OPEN: Final = (",", "-", "&", " and", " of", " for", " the", " to")
LIST: Final = 4  # `column` of a piece of such a list


def side_by_side(rows: list[Row], starts: list[float], right: float) -> list[Row]:
    """The lists' rows one list after the other; nothing where the rows are a table."""
    if not 2 <= len(starts) <= _MOST:
        return []
    ends = [*(start - _GUTTER for start in starts[1:]), right]
    lists = [[piece for row in rows for piece in row if _column(starts, piece) == n] for n in range(len(starts))]
    if any(len(one) < 2 for one in lists) or not (_headed_within(lists) or _wraps_beside(rows, starts)):
        return []
    for one, end in zip(lists, ends, strict=True):
        for piece in one:
            piece.limit, piece.column = end, LIST
        for above, piece in pairwise(one):
            if _goes_on(above, piece):
                above.limit = above.right  # broken by hand: full all the same
    return [[piece] for one in lists for piece in one]


def _column(starts: list[float], piece: Piece) -> int:
    return min(range(len(starts)), key=lambda nth: abs(starts[nth] - piece.left))


def _headed_within(lists: list[list[Piece]]) -> bool:
    """Each list begins in bold, and a further bold line stands within one of them."""
    return all(one[0].all_bold for one in lists) and any(piece.all_bold for one in lists for piece in one[1:])


def _wraps_beside(rows: list[Row], starts: list[float]) -> bool:
    for above, row in pairwise(rows):
        before = {_column(starts, piece): piece for piece in above}
        rests = [_goes_on(before.get(_column(starts, piece)), piece) for piece in row]
        if any(rests) and any(not rest and piece.text[:1].isupper() for rest, piece in zip(rests, row, strict=True)):
            return True
    return False


def _goes_on(above: Piece | None, piece: Piece) -> bool:
    """Is the piece surely the rest of the one above? Its words say so: the room alone may be chance."""
    if above is None or piece.baseline - above.baseline > _CLOSE * piece.size:
        return False
    if piece.bold_to or above.all_bold or above.text.endswith(_FINISHED):
        return False
    bracket = above.text.count("(") > above.text.count(")")
    return bracket or above.text.endswith(_OPEN) or piece.text[0].islower() or piece.text[0] == "("
