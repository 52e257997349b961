"""Rows as an Excel workbook. What a person typed is text in every cell, never a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
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
    """A workbook with frozen headings and filters; days as Excel's own days."""
    book = Workbook()
    for number, sheet in enumerate(sheets):
        page = book.worksheets[0] if number == 0 else book.create_sheet()
        page.title = sheet.title
        for words in sheet.above:
            page.append([harmless(words)])
        page.append([column.heading for column in sheet.columns])
        top = page.max_row
        for cell in page[top]:
            cell.font = Font(bold=True)
        for row in sheet.rows:
            page.append([harmless(value) for value in row])
            for cell in page[page.max_row]:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                elif isinstance(cell.value, date):
                    cell.number_format = "d mmm yyyy"
        for at, column in enumerate(sheet.columns, start=1):
            page.column_dimensions[get_column_letter(at)].width = column.width
        page.freeze_panes = f"A{top + 1}"
        page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.columns))}{page.max_row}"
    out = io.BytesIO()
    save_workbook(book, out)
    return out.getvalue()
