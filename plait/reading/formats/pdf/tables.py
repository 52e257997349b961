"""A table on one page, whether drawn with rules or only lined up."""

from dataclasses import dataclass

from plait.reading.formats.pdf.rows import Row


@dataclass(slots=True)
class CellText:
    """The rows of one cell. `left` and `right` are where its text may stand."""

    row: int
    column: int
    rows: list[Row]
    left: float
    right: float


@dataclass(slots=True)
class TableText:
    """`columns` are the left edges that tell whether a table on the next page continues this one; one of `margins`
    goes on through the whole document, whatever stands between."""

    cells: list[CellText]
    columns: list[float]
    top: float
    ruled: bool
    margins: bool = False
