"""The list as a spreadsheet. What a person typed is text in every cell, never a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from django.conf import settings
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import save_workbook

from plait.actions.models import Action, ActionKind
from plait.actions.presenters.words import owner_name, state_words, title_of
from plait.core.cells import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Reference",
    "Action",
    "Kind",
    "Group",
    "Owners",
    "Due",
    "Due as minuted",
    "Hard date",
    "State",
    "Last heard",
    "Minuted",
)
WIDTHS = (12, 60, 16, 26, 34, 12, 26, 10, 16, 12, 12)


@dataclass(frozen=True, slots=True)
class Line:
    reference: str
    action: str
    kind: str
    group: str
    owners: str
    due: date | None
    due_words: str
    hard: str
    state: str
    heard: date | None
    minuted: date


def lines(actions: Iterable[Action], today: date) -> list[Line]:
    """`actions` carry `owners_now`. Restricted actions go out under their safe title."""
    return [
        Line(
            a.reference,
            title_of(a),
            ActionKind(a.kind).label,
            a.group.name,
            "; ".join(owner_name(held) for held in a.owners_now),  # type: ignore[attr-defined]
            a.due_on,
            "" if a.circle.restricted else a.due_words,
            "yes" if a.due_hard else "",
            state_words(a),
            a.last_heard_on,
            a.minuted_on,
        )
        for a in actions
    ]


def as_csv(found: Sequence[Line]) -> bytes:
    """UTF-8 with a mark, so that Excel reads names rightly; days as 2026-10-14."""
    out = io.StringIO()
    writer = csv.writer(out)
    if settings.MARKING:
        writer.writerow([settings.MARKING])
    writer.writerow(HEADINGS)
    for line in found:
        cells = (cell.isoformat() if isinstance(cell, date) else cell for cell in astuple(line))
        writer.writerow([harmless(cell) if cell is not None else "" for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(found: Sequence[Line]) -> bytes:
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise AssertionError("A new workbook has a sheet.")
    sheet.title = "Actions"
    if settings.MARKING:
        sheet.append([settings.MARKING])
    sheet.append(list(HEADINGS))
    top = sheet.max_row
    for cell in sheet[top]:
        cell.font = Font(bold=True)
    for line in found:
        sheet.append([harmless(cell) for cell in astuple(line)])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif isinstance(cell.value, date):
                cell.number_format = "d mmm yyyy"
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(HEADINGS))}{sheet.max_row}"
    out = io.BytesIO()
    save_workbook(book, out)
    return out.getvalue()
