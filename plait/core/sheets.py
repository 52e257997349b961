"""Rows as an Excel workbook. What a person typed is text in every cell, never a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as MadeCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from plait.core.cells import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`above` are lines that stand over the headings, such as a protective marking."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    above: Sequence[str] = ()


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with frozen headings and filters; days as Excel's own days. Written row by row: it may be long."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        top = len(sheet.above) + 1
        for at, column in enumerate(sheet.columns, start=1):
            page.column_dimensions[get_column_letter(at)].width = column.width
        page.freeze_panes = f"A{top + 1}"
        for words in sheet.above:
            page.append([_cell(page, words)])
        page.append([_heading(page, column) for column in sheet.columns])
        last = top
        for last, row in enumerate(sheet.rows, start=top + 1):  # noqa: B007 - where the filter ends
            page.append([_cell(page, value) for value in row])
        page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.columns))}{last}"
    out = io.BytesIO()
    save_workbook(book, out)
    return out.getvalue()


def _heading(page: Worksheet, column: Column) -> MadeCell:
    cell = WriteOnlyCell(page, column.heading)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Worksheet, value: Cell) -> MadeCell:
    cell = WriteOnlyCell(page)
    cell.value = harmless(value)  # type: ignore[assignment]
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(cell.value, str):
        cell.data_type = "s"
    elif isinstance(cell.value, date):
        cell.number_format = "d mmm yyyy"
    return cell
