"""What stands side by side on a page with margins: a number, its text and its notes are one row of a table.

Without numbers a note belongs to the paragraph at its height; the other paragraphs stay what they are.
"""

from typing import Final

from plait.reading.formats.pdf.labels import begins_item
from plait.reading.formats.pdf.margins import LABEL, NOTE, TEXT, Margins
from plait.reading.formats.pdf.paragraphs import NORMAL_GAP, Paragraph, begun, extend, wraps
from plait.reading.formats.pdf.rows import Row
from plait.reading.formats.pdf.tables import CellText, TableText

_HIGHER: Final = 0.6  # type sizes by which small type stands higher on the line it belongs to
_TITLE: Final = 60  # characters of a heading at most


def banded(stretch: list[Row], margins: Margins) -> list[Row | TableText]:
    """Marked rows in reading order, their notes beside what they belong to."""
    if margins.labels is None:
        return _by_paragraph(stretch, margins)
    starts = _starts([row for row in stretch if row[0].column == LABEL])
    cells: dict[tuple[int, int], CellText] = {}
    edges = [margins.labels, margins.text, margins.notes]
    for column in (LABEL, TEXT, NOTE):
        held = [row for row in stretch if row[0].column == column]
        for cluster in _clusters(held) if column == NOTE else [[row] for row in held]:
            band = sum(start <= cluster[0][0].baseline for start in starts)
            _put(cells, band, column - LABEL, cluster, edges)
    return [TableText([cells[place] for place in sorted(cells)], edges, stretch[0][0].top, ruled=False, margins=True)]


def _put(cells: dict[tuple[int, int], CellText], row: int, column: int, rows: list[Row], edges: list[float]) -> None:
    right = max(piece.limit or piece.right for each in rows for piece in each)
    cell = cells.setdefault((row, column), CellText(row, column, [], edges[column], right))
    cell.rows += rows
    cell.right = max(cell.right, right)


def _starts(labels: list[Row]) -> list[float]:
    """The heights from which text belongs to the next number; a number may be broken over two rows."""
    starts: list[float] = []
    above: Row | None = None
    for row in labels:
        size = row[0].size
        near = above is not None and row[0].baseline - above[0].baseline < NORMAL_GAP * size
        if not near or any(map(str.isdigit, row[0].text)):
            starts.append(row[0].baseline - _HIGHER * size)
        above = row
    return starts


def _clusters(notes: list[Row]) -> list[list[Row]]:
    """Notes by themselves: a wider gap or a bold beginning parts one from the next."""
    found: list[list[Row]] = []
    for row in notes:
        above = found[-1][-1] if found else None
        apart = above is None or row[0].baseline - above[0].baseline > NORMAL_GAP * row[0].size
        if above is None or apart or (row[0].bold_to and not above[0].bold_to):
            found.append([row])
        else:
            found[-1].append(row)
    return found


def _by_paragraph(stretch: list[Row], margins: Margins) -> list[Row | TableText]:
    groups = _paragraphs([row for row in stretch if row[0].column == TEXT])
    beside: dict[int, list[Row]] = {}
    for cluster in _clusters([row for row in stretch if row[0].column == NOTE]):
        beside.setdefault(_at_height(groups, cluster[0]), []).extend(cluster)
    edges = [margins.text, margins.notes]
    found: list[Row | TableText] = []
    for nth, group in enumerate(groups or [[]]):
        if nth not in beside:
            found += group
            continue
        cells: dict[tuple[int, int], CellText] = {}
        if group:
            _put(cells, 0, 0, group, edges)
        _put(cells, 0, 1, beside[nth], edges)
        top = (group or beside[nth])[0][0].top
        if found and isinstance(above := found[-1], TableText):
            _append(above, list(cells.values()))
        else:
            found.append(TableText(list(cells.values()), edges, top, ruled=False, margins=True))
    return found


def _append(table: TableText, cells: list[CellText]) -> None:
    row = table.cells[-1].row + 1
    for cell in cells:
        cell.row = row
    table.cells += cells


def _paragraphs(text: list[Row]) -> list[list[Row]]:
    found: list[tuple[Paragraph, list[Row]]] = []
    for row in text:
        if found and wraps(found[-1][0], row, row[0].limit, NORMAL_GAP):
            extend(found[-1][0], row)
            found[-1][1].append(row)
        else:
            found.append((begun(row, 0), [row]))
    return [rows for _, rows in found]


def _at_height(groups: list[list[Row]], note: Row) -> int:
    """Which paragraph stands beside the first row of a note; after a heading the one below it."""
    height = note[0].baseline + _HIGHER * note[0].size
    nth = max(sum(group[0][0].baseline <= height for group in groups) - 1, 0)
    while nth + 1 < len(groups) and _is_heading(groups[nth]):
        nth += 1
    return nth


def _is_heading(group: list[Row]) -> bool:
    piece = group[0][0]
    short = len(group) == 1 and len(piece.text) <= _TITLE and not piece.text.endswith(".")
    return short and (piece.all_bold or begins_item(piece.text))
