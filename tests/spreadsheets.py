"""Small trackers of an invented partnership, written as business units write them."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

Rows = Sequence[Sequence[Any]]
HEADINGS = ["Ref No.", "Meeting /\nDate", "ACTION", "Lead(s)", "Target date", "Update (initials)", "R A G", "Closed?"]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(rows: Rows, *, title: str = "Log") -> bytes:
    """A workbook with one sheet of these rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def csv_file(rows: Rows, *, encoding: str = "utf-8", separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def log_rows(*, rag: str = "A", due: str = "ASAP") -> list[list[Any]]:
    """Three actions as a plain table: headings, then rows."""
    return [
        ["Ref", "Action", "Owner", "Due", "Status", "Comments"],
        ["M1", "Circulate the mailing list for learning briefings", "KO", due, rag, ""],
        ["M2", "Find out whether schools have seen the form", "SC", "30 October 2026", "Open", ""],
        ["M3", "Open the single front door", "Hester Lockyer / All partners", "", "Closed", "14/10/25 complete"],
    ]


@cache
def action_log() -> bytes:
    """A log with what makes them hard: titles, merged meetings, struck words, a total, a key, a hidden sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Action log"
    sheet["A1"] = "Marlshire SCP, Practice oversight group"
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "RAG: R not started, A under way, G done"
    rows: list[list[Any]] = [
        HEADINGS,
        ["M01", "12/03/25", "KO to circulate the list.", "KO", "ASAP", "", "R", ""],
        ["M 2", None, "The Business Unit to add the deputies.", "The Business Unit", "Next mtg", "", "amber", ""],
        ["3", None, "Partners to send their position.", "Partners", "19.03.25", "28/05/25 complete (HL)", "G", "28.5"],
        ["M04", None, "HL and KO to rebuild the list.", "HL / KO", date(2025, 3, 28), "", "red ", None],
        ["M05", "11/06/25", "SC to bring a shorter dataset.", "SC\nHL", "13 Dec 2025", "", "G", ""],
        ["M05", None, "KO to write to schools.", "KO", "June 2025", "", "A", ""],
        ["M07", None, "", "KO", "tbc", "", "R", ""],
        [None] * 8,
        [None, None, "Total open:", "=COUNTBLANK(H5:H11)", None, None, None, None],
        ["Key", "G green, A amber", None, None, None, None, None, None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B4:B7")
    sheet["C6"].font = Font(strike=True)
    sheet["D9"] = "SC KO"
    closed = book.create_sheet("Closed 2024")
    for row in (["Ref", "Action", "Who", "Closed on"], ["N12", "Poster sent to dentists", "HL", "Oct-24"]):
        closed.append(row)
    hidden = book.create_sheet("Lists")
    hidden["A1"] = "R"
    hidden.sheet_state = "hidden"
    return _struck_out(saved(book), b"D9", b"SC ", b"KO")


@cache
def risk_register() -> bytes:
    """Two risks and one closed, with merged headings above the scores."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Risks"
    sheet["A1"] = "RISK REGISTER v7"
    sheet.merge_cells("A1:I1")
    sheet["D3"], sheet["G3"] = "Before controls", "After controls"
    sheet.merge_cells("D3:E3")
    sheet.merge_cells("G3:H3")
    rows: list[list[Any]] = [
        ["ID", "Risk (cause, event, effect)", "Owner", "L", "I", "Controls", "L", "I", "Direction"],
        ["R1", "The trainer pool shrinks, so that courses stop", "Hester Lockyer", 4, "IV", "Two trainers", 4, 3, "→"],
        ["R2", "One agency returns no data", "KO, SC", 4, "=2+1", "Returns by name", 3, 3, "new"],
        ["R3", "CLOSED Feb 25 – office move", "HL", 1, 2, None, 1, 1, None],
        ["Key", "Likelihood 1 rare to 5 almost certain", None, None, None, None, None, None, None],
    ]
    for row in rows:
        sheet.append(row)
    return saved(book)


def _struck_out(data: bytes, cell: bytes, struck: bytes, stands: bytes) -> bytes:
    """Write a cell of the first sheet as Excel keeps text that is struck out in part: among the shared strings."""
    runs = b'<si><r><rPr><strike/></rPr><t xml:space="preserve">%b</t></r><r><t>%b</t></r></si>' % (struck, stands)
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%b</sst>' % runs
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%b"/></Types>' % kind
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(
                    rb'(<c r="%b"[^>]*?) t="inlineStr"[^>]*>.*?</c>' % cell, rb'\1 t="s"><v>0</v></c>', content
                )
            content = content.replace(b"</Types>", told) if entry.filename == "[Content_Types].xml" else content
            new.writestr(entry.filename, content)
        new.writestr("xl/sharedStrings.xml", shared)
    return out.getvalue()
