"""The membership list as a spreadsheet: one seat a row, text in every cell."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from plait.core.cells import harmless
from plait.groups.presenters.membership import Membership, SeatLine, Who

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Seat",
    "In the group",
    "Agency or sector",
    "Held by",
    "Their post",
    "Since",
    "Term",
    "E-mail address",
    "Telephone",
    "Deputy",
    "Deputy’s post",
    "Deputy since",
    "Deputy’s e-mail address",
    "Deputy’s telephone",
    "Vacancy",
)
WIDTHS = (30, 14, 32, 24, 36, 13, 24, 34, 18, 24, 36, 13, 34, 18, 34)
_HEAD = PatternFill("solid", fgColor="E3EFF2")
Cell = str | date | None


def as_xlsx(list_of: Membership) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Membership"
    for words in _above(list_of):
        sheet.append([harmless(words)])
    sheet["A2" if list_of.marking else "A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(list(HEADINGS))
    top = sheet.max_row
    for cell in sheet[top]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for seat in list_of.seats:
        sheet.append([harmless(value) for value in _cells(seat)])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif isinstance(cell.value, date):
                cell.number_format = "d mmm yyyy"
    _lay_out(sheet, top)
    out = io.BytesIO()
    save_workbook(book, out)
    return out.getvalue()


def _above(list_of: Membership) -> list[str]:
    title = f"{list_of.group}: membership on {list_of.day}"
    said = [list_of.marking, title, list_of.partnerships, list_of.why_empty or list_of.summary]
    return [words for words in said if words]


def _cells(seat: SeatLine) -> list[Cell]:
    holder, deputy = seat.holder, seat.deputy
    return [
        seat.title,
        seat.role,
        seat.belongs_to,
        holder.name if holder else "",
        holder.post if holder else "",
        holder.since if holder else None,
        holder.term if holder else "",
        holder.email if holder else "",
        holder.telephone if holder else "",
        *_deputy(deputy),
        seat.vacant,
    ]


def _deputy(deputy: Who | None) -> list[Cell]:
    if deputy is None:
        return ["", "", None, "", ""]
    return [deputy.name, deputy.post, deputy.since, deputy.email, deputy.telephone]


def _lay_out(sheet: Worksheet, top: int) -> None:
    """Widths, frozen headings, filters; A4 across, one page wide, headings on each page."""
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"B{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(HEADINGS))}{sheet.max_row}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
