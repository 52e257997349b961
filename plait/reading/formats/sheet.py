"""Where the formats with paragraphs and tables (.docx, .odt, .rtf, .html) write their lines, all in the same way."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from plait.reading.document import Cell, Document, Line, LineKind
from plait.reading.formats.runs import Row
from plait.reading.formats.text import tick
from plait.reading.refusals import Unreadable

MOST_LINES: Final = 300_000
MOST_COLUMNS: Final = 200  # a wider span in a file is nonsense
_NUMBER_TAB: Final = re.compile(
    r"(\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])[ \t]*\t[ \t]*(?=\S)"
)


@dataclass(slots=True)
class Sheet:
    """The lines written so far; they are numbered when the document is made of them."""

    lines: list[Line] = field(default_factory=list)

    def put(self, rows: list[Row], kind: LineKind, level: int = 0, label: str = "", cell: Cell | None = None) -> None:
        """The rows of one paragraph. `label` is a number that the page shows before the first of them."""
        if cell is not None and kind is LineKind.PARAGRAPH:
            kind = LineKind.CELL
        for row in rows:
            self._add(row, kind, level, label, cell)
            label = ""

    def _add(self, row: Row, kind: LineKind, level: int, label: str, cell: Cell | None) -> None:
        if len(self.lines) >= MOST_LINES:
            raise Unreadable("too_large")
        ticked, mark = tick(row.text)
        text, bold_to = row.text[mark:], max(row.bold_to - mark, 0)
        if cell is None and text.count("\t") == 1:
            text, bold_to = _number_by_a_space(text, bold_to)
        if label:
            text, bold_to = f"{label} {text}", bold_to + len(label) + 1 if bold_to else 0
        if text:
            self.lines.append(Line(0, text, kind, row.page, level, bold_to, cell, ticked))


def _number_by_a_space(text: str, bold_to: int) -> tuple[str, int]:
    """ "1.<tab>Welcome" is a numbered paragraph and no table of two columns."""
    match = _NUMBER_TAB.match(text)
    if match is None:
        return text, bold_to
    lost = match.end() - len(match[1]) - 1
    return f"{match[1]} {text[match.end() :]}", max(bold_to - lost, 0)


def changes(*, tracked: bool, struck: bool) -> tuple[str, ...]:
    """The warning codes for words that the page marks as going or come."""
    return ("tracked_changes",) * tracked + ("struck_out",) * struck


def document_of(lines: list[Line], form: str, *, pages: int | None = None, codes: tuple[str, ...] = ()) -> Document:
    """The lines, numbered; without `pages` no line says a page."""
    numbered = [
        replace(line, number=number, page=None if pages is None else line.page) for number, line in enumerate(lines, 1)
    ]
    return Document(tuple(numbered), form, pages, codes)
