"""Cells from text: values separated by commas, semicolons or tabs, in the encodings that offices save."""

import csv
import io
import re
from typing import Final

from plait.reading.trackers.book import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet
from plait.reading.trackers.refusals import NotATracker

_SEPARATORS: Final = ",;\t|"
_SAMPLE: Final = 20_000  # characters looked at for the separator
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_separated(data: bytes, most_rows: int = MOST_ROWS) -> Sheet:
    """One sheet. Raises `NotATracker` for what is no text and for too many rows."""
    text = decoded(data)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > 20:
        raise NotATracker("not_text")
    text = text.replace("\x00", "")
    csv.field_size_limit(max(len(text), LONGEST_CELL))
    rows: list[Row] = []
    shortened = False
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text[:_SAMPLE]), strict=False)
    try:
        for number, values in enumerate(lines, 1):
            shortened |= any(len(value) > LONGEST_CELL for value in values)
            cells = [Cell(value.strip()[:LONGEST_CELL]) for value in values[:MOST_COLUMNS]]
            while cells and not cells[-1].text:
                cells.pop()
            if cells:
                rows.append(Row(number, tuple(cells)))
            if len(rows) > most_rows:
                raise NotATracker("too_many_rows")
    except csv.Error:
        raise NotATracker("not_text") from None
    if not rows:
        raise NotATracker("nothing_in_it")
    notes = (f"Cells of more than {LONGEST_CELL:,} characters were cut off.",) if shortened else ()
    return Sheet("The file", tuple(rows), notes=notes)


def decoded(data: bytes) -> str:
    """UTF-16 and UTF-8 by their marks; UTF-8 where it is; else what Windows calls Western European."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def separator(sample: str) -> str:
    """The separator that parts most lines alike; quoted text does not count."""
    bare = re.sub(r'"[^"]*"', '""', sample)
    lines = [line for line in bare.splitlines() if line.strip()][:50]
    counts = {mark: sorted(line.count(mark) for line in lines) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: (counts[mark][len(lines) // 2] if lines else 0, sum(counts[mark])))
