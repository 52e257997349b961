"""Cells from an Excel workbook: values as kept, formulas never worked out, hidden sheets left alone."""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.cell import range_boundaries

from plait.core.dates import say
from plait.reading.trackers.book import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Cell, Row, Sheet
from plait.reading.trackers.refusals import NotATracker

_MOST_PART: Final = 48 * 1024 * 1024  # bytes of one sheet
_LAST_ROW: Final = 200_000
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_HIDDEN_ROW: Final = re.compile(rb"<(?:\w+:)?row\s[^>]*?hidden=\"(?:1|true)\"")
_NOT_SHAPE: Final = re.compile(r"\[[^\]]*\]|\"[^\"]*\"")
_NO_VALUE: Final = "The cell holds a formula, and the file keeps no value for it."


@dataclass(frozen=True, slots=True)
class _Merged:
    """A merged range: columns 0-based, rows 1-based, both ends included."""

    left: int
    top: int
    right: int
    bottom: int


def read_workbook(data: bytes, most_rows: int = MOST_ROWS) -> list[Sheet]:
    """Every sheet; of hidden ones only the name. Raises `NotATracker`; whatever else happens is a damaged file."""
    parts = _raw_parts(data)
    with (
        closing(openpyxl.load_workbook(BytesIO(data), read_only=True, rich_text=True, keep_links=False)) as asked,
        closing(openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)) as kept,
    ):
        sheets: list[Sheet] = []
        room = most_rows
        shown: list[Any] = list(asked.worksheets[:MOST_SHEETS])
        for ws in shown:
            if ws.sheet_state != "visible":
                sheets.append(Sheet(ws.title, hidden=True))
                continue
            values: Any = kept[ws.title]
            ws.reset_dimensions()
            values.reset_dimensions()
            sheets.append(_sheet(ws, values, parts.get(ws._worksheet_path.lstrip("/"), b""), room))
            room -= len(sheets[-1].rows)
    if not any(sheet.rows for sheet in sheets):
        raise NotATracker("nothing_in_it")
    return sheets


def _raw_parts(data: bytes) -> dict[str, bytes]:
    """The XML of the sheets, for what the streaming reader does not tell: merged cells and hidden rows."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        found = {}
        for entry in archive.infolist():
            if entry.filename.startswith("xl/") and entry.filename.endswith(".xml"):
                if entry.file_size > _MOST_PART:
                    raise NotATracker("too_large")
                with archive.open(entry) as part:
                    content = part.read(_MOST_PART + 1)
                if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
                    raise NotATracker("unsafe_xml")
                if "/worksheets/" in entry.filename:
                    found[entry.filename] = content
        return found


def _sheet(formulas: Any, values: Any, raw: bytes, room: int) -> Sheet:
    merged = _merged(raw)
    rows: list[Row] = []
    above: dict[_Merged, Cell] = {}
    shortened = False
    for number, (asked, kept) in enumerate(zip(formulas.rows, values.rows, strict=False), 1):
        if number > _LAST_ROW:
            break
        cells = [_cell(a, k) for a, k in zip(asked[:MOST_COLUMNS], kept[:MOST_COLUMNS], strict=False)]
        shortened |= any(len(cell.text) >= LONGEST_CELL for cell in cells)
        across = _fill(number, cells, merged, above)
        while cells and not (cells[-1].text or cells[-1].note):
            cells.pop()
        if any(cell.text or cell.note for cell in cells):
            rows.append(Row(number, tuple(cells), across))
        if len(rows) > room:
            raise NotATracker("too_many_rows")
    notes = []
    if hidden := len(_HIDDEN_ROW.findall(raw)):
        notes.append(f"{hidden} hidden row{'s were' if hidden > 1 else ' was'} read like the others.")
    if shortened:
        notes.append(f"Cells of more than {LONGEST_CELL:,} characters were cut off.")
    return Sheet(formulas.title, tuple(rows), notes=tuple(notes))


def _merged(raw: bytes) -> list[_Merged]:
    found = []
    for ref in _MERGED.findall(raw)[:20_000]:
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(ref.decode()))
        found.append(_Merged(left - 1, top, right - 1, bottom))
    return sorted(found, key=lambda m: m.top)


def _fill(
    number: int, cells: list[Cell], merged: Iterable[_Merged], above: dict[_Merged, Cell]
) -> tuple[tuple[int, int], ...]:
    """Cells merged downwards hold the same in each row; returns the spans that go across this row."""
    across = []
    for span in _covering(merged, number):
        if span.right > span.left:
            across.append((span.left, min(span.right, MOST_COLUMNS - 1)))
        if span.top == number:
            above[span] = cells[span.left] if span.left < len(cells) else Cell()
        elif span in above and span.left == span.right and span.left < MOST_COLUMNS and above[span].text:
            cells.extend(Cell() for _ in range(span.left + 1 - len(cells)))
            cells[span.left] = above[span]
    return tuple(across)


def _covering(merged: Iterable[_Merged], number: int) -> Iterator[_Merged]:
    for span in merged:
        if span.top > number:
            return
        if span.bottom >= number:
            yield span


def _cell(asked: Any, kept: Any) -> Cell:
    value = asked.value
    if value is None:
        return Cell()
    is_formula = asked.data_type == "f"
    if is_formula:
        value = kept.value
        if value is None:
            return Cell(note=_NO_VALUE)
    if isinstance(value, CellRichText):
        return _rich(value)
    text, day = _printed(value, str(asked.number_format))
    struck = bool(getattr(asked.font, "strike", False)) if text else False
    return Cell(text, day, struck=text if struck else "")


def _rich(value: CellRichText) -> Cell:
    """What is struck out in part of a cell does not count."""
    stands: list[str] = []
    struck: list[str] = []
    for run in value:
        if isinstance(run, TextBlock):
            (struck if run.font and run.font.strike else stands).append(run.text)
        else:
            stands.append(str(run))
    left, gone = _tidy("".join(stands)), _tidy("".join(struck))
    return Cell(left or gone, struck=gone)


def _printed(value: object, number_format: str) -> tuple[str, datetime.date | None]:
    """A value as a person reads it in the cell, and its day where it is one."""
    if isinstance(value, datetime.datetime | datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        shape = _NOT_SHAPE.sub("", number_format).lower()
        if "d" not in shape and "m" in shape:
            return f"{day:%B %Y}", None  # the cell shows a month: its day is Excel's, not the writer's
        return say(day), day
    if isinstance(value, bool):
        return ("Yes" if value else "No"), None
    if isinstance(value, float):
        if "%" in number_format:
            return f"{value * 100:.10g}%", None
        return f"{value:.10g}", None
    return _tidy(str(value)), None


def _tidy(text: str) -> str:
    """Line breaks stay, other white space is single."""
    text = text.replace("\x00", "").replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(line for line in lines if line)[:LONGEST_CELL]
