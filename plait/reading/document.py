"""What every extractor makes of a file, and the only thing the language rules look at.

A document is a list of lines in reading order. A line is what a person would point at: a paragraph,
a list item, one paragraph of a table cell, or (for text formats) one line of the file. Layout that the
rules need (headings, bold labels, cells) travels on the line, so no rule ever asks which format it came from.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class LineKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a line stands in a table: zero-based; a merged cell is told once, at its first row and column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a line on its page in points, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `number` is 1-based and equals its place in `Document.lines`."""

    number: int
    text: str
    kind: LineKind = LineKind.PARAGRAPH
    page: int | None = None
    level: int = 0  # of a heading (1 to 6) or of a nested list item (0 outermost)
    bold_to: int = 0  # how many leading characters of `text` are set in bold
    cell: Cell | None = None
    ticked: bool | None = None  # a checkbox at the start: ticked or not; None where there is none
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file. `format` is docx, pdf, txt, md, html, odt or rtf (the text of an e-mail is txt or html);
    `codes` are warning codes of the extractor."""

    lines: tuple[Line, ...]
    format: str
    pages: int | None = None
    codes: tuple[str, ...] = field(default=())  # e.g. "tracked_changes"

    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
