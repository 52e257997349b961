"""Rows as an Excel workbook. What a person typed is text in every cell, never a formula."""

import io
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as MadeCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from plait.core.cells import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date | None
_HEAD = PatternFill("solid", fgColor="E3EFF2")


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`above` are lines that stand over the headings, such as a protective marking; `title_line` is the one of them
    that is written large."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    above: Sequence[str] = ()
    title_line: str = ""


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with frozen headings and filters, days as Excel's own days; on paper A4 across, one page wide, with
    the headings on each page. Written row by row: it may be long."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        top = len(sheet.above) + 1
        _lay_out(page, sheet, top)
        for words in sheet.above:
            page.append([_above(page, words, large=words == sheet.title_line)])
        page.append([_heading(page, column) for column in sheet.columns])
        made, last = _Maker(page), top
        for last, row in enumerate(sheet.rows, start=top + 1):  # noqa: B007 - where the filter ends
            page.append([made.cell(value) for value in row])
        page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.columns))}{last}"
    out = io.BytesIO()
    save_workbook(book, out)
    return out.getvalue()


def _lay_out(page: Worksheet, sheet: Sheet, top: int) -> None:
    for at, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = column.width
    page.freeze_panes = f"B{top + 1}"
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _heading(page: Worksheet, column: Column) -> MadeCell:
    cell = WriteOnlyCell(page, column.heading)
    cell.font, cell.fill = Font(bold=True), _HEAD
    return cell


def _above(page: Worksheet, words: str, *, large: bool) -> MadeCell:
    cell = WriteOnlyCell(page)
    cell.value, cell.data_type = harmless(words), "s"  # type: ignore[assignment]
    if large:
        cell.font = Font(bold=True, size=14)
    return cell


class _Maker:
    """Cells of one page. How they look is worked out once: for each cell anew it costs as much as the writing."""

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        text, day = WriteOnlyCell(page), WriteOnlyCell(page)
        text.alignment = day.alignment = Alignment(vertical="top", wrap_text=True)
        day.number_format = "d mmm yyyy"
        self.text, self.day = copy(text._style), copy(day._style)  # type: ignore[attr-defined]

    def cell(self, value: Cell) -> MadeCell:
        cell = WriteOnlyCell(self.page)
        cell.value = harmless(value)  # type: ignore[assignment]
        cell._style = self.day if isinstance(value, date) else self.text  # type: ignore[attr-defined]
        if isinstance(value, str):
            cell.data_type = "s"
        return cell
