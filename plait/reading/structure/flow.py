"""From lines to passages: page furniture goes, broken sentences are joined, tabbed lines become cells.

Asks nothing about the format, only about what the lines look like.
"""

import re
from dataclasses import replace

from plait.reading.document import Cell, Document, Line, LineKind
from plait.reading.layout.passages import Passage, from_line
from plait.reading.structure.furniture import is_stray, page_furniture
from plait.reading.wording import LONGEST, ends_open

_BULLET = re.compile(r"\s*(?:[\u2022\u25cf\u25cb\u25aa\u25ab\u2023\u2043\u00b7\uf0b7\uf0a7o*–-])[\t ]+(?=\S)")
_BOX = re.compile(r"\s*(?:\[[ xX]?\]|[☐☑☒🗹□\uf0a8\uf06f\uf0fe\uf052])\s+")
_TICKED = frozenset("xX☑☒🗹\uf0fe\uf052")
_FRESH = re.compile(
    r"\s*(?:\d{1,3}(?:\.\d{1,2})*[.)]?\s"
    r"(?![ap]\.?m\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b(?: \d{4})?[^:]*[a-z.]$)"
    r"|\(?[a-z]\)\s|[A-Z][A-Za-z ]{1,20}:\s|ACTION\b|DECISION\b|AGREED\b|RESOLVED\b"
    r"|Action\b|Decision\b|(?:[A-Z]{1,6}[ /-]?)?\d{1,4}[/.-]\d{1,4}[a-z]?\s*[\[(])"
)
_SET_OUT = re.compile(r"^ {14}|[^\s.] {3,}\S|(?:\s\.){2,}\s")  # set out in columns by blanks: no running text
_CONTINUES = re.compile(r"\s*[a-z(&,;]")
_TABLES_FROM = 1_000_000  # numbers of tables made of tabbed lines, apart from the document's own


def passages(document: Document) -> list[Passage]:
    """The passages of a document, in reading order; none is empty, none longer than `LONGEST`."""
    furniture = page_furniture(document)
    lines = [line for line in document.lines if line.number not in furniture]
    gatherer = _Gatherer(_wrap_width(document, lines), ruled=document.format == "md")
    for line in lines:
        gatherer.take(line)
    return gatherer.found


def _wrap_width(document: Document, lines: list[Line]) -> int | None:
    """How wide a full line is, where paragraphs are broken over lines; None where a line is a paragraph."""
    if document.format not in ("pdf", "txt"):
        return None
    lengths = sorted(len(line.text) for line in lines if line.text.strip() and "\t" not in line.text)
    if len(lengths) < 8:
        return None
    width = lengths[int(len(lengths) * 0.93)]
    full = sum(0.8 * width <= length <= 1.1 * width for length in lengths)
    return width if 40 <= width <= 160 and full >= 0.3 * len(lengths) else None


class _Gatherer:
    """Takes lines one after the other and keeps the passages found so far."""

    def __init__(self, width: int | None, *, ruled: bool = False) -> None:
        self._ruled = ruled  # tables have a rule below their heading row, told as an empty line
        self.found: list[Passage] = []
        self._width = width
        self._blank = True  # the line before was empty
        self._table = _TABLES_FROM
        self._row = -1  # of the table of tabbed lines being read; -1 outside one

    def take(self, line: Line) -> None:
        text = line.text.strip()
        if not text:
            ruled = self._ruled and self._row == 0 and not self._blank  # the rule below a heading row
            self._blank, self._row = True, 0 if ruled else -1
            return
        if "\t" in text or (line.text.startswith("\t") and self._row >= 0):
            if line.cell is None and line.kind is not LineKind.HEADING:
                self._take_tabbed(line)
                self._blank = False
                return
        else:
            self._row = -1
        self._take_whole(line, text)
        self._blank = False

    def _take_whole(self, line: Line, text: str) -> None:
        if is_stray(text) and line.cell is None:
            return
        if self._joins(line, text):
            self.found[-1] = self.found[-1].followed_by(line, text)
            return
        for piece in _pieces(text):
            self.found.append(_stripped(from_line(line, piece)))

    def _take_tabbed(self, line: Line) -> None:
        parts = [part.strip() for part in line.text.split("\t")][:24]
        first_real = next((n for n, part in enumerate(parts) if not is_stray(part)), None)
        if first_real is None:
            return
        if self._row < 0:
            self._table += 1
        if self._row < 0 or first_real == 0:
            self._row += 1
        for column, part in enumerate(parts):
            if is_stray(part) and not (column == 0 and part.rstrip(".)").isalnum()):
                continue
            cell = Cell(self._table, self._row, column)
            self._take_cell(line, part, cell, broken=first_real > 0)

    def _take_cell(self, line: Line, part: str, cell: Cell, *, broken: bool) -> None:
        last = self.found[-1] if self.found else None
        if broken and last and last.cell == cell and ends_open(last.text) and _CONTINUES.match(part):
            self.found[-1] = last.followed_by(line, part)
            return
        for piece in _pieces(part):
            self.found.append(_stripped(from_line(line, piece, cell=cell)))

    def _joins(self, line: Line, text: str) -> bool:
        """Does this line go on with the sentence of the passage before it?"""
        last = self.found[-1] if self.found else None
        if last is None or line.kind is LineKind.HEADING or last.kind is LineKind.HEADING:
            return False
        if line.kind is LineKind.LIST_ITEM or line.ticked is not None or _BULLET.match(line.text):
            return False
        if last.cell != line.cell or len(last.text) > LONGEST // 2 or not ends_open(last.text):
            return False
        if self._width is None or _SET_OUT.search(line.text):
            return False
        if _CONTINUES.match(text) and not _FRESH.match(text):
            return len(last.text) >= 0.4 * self._width or line.cell is not None
        full = len(last.text) - last.marks[-1][0] >= 0.72 * self._width
        return full and not self._blank and not _FRESH.match(text)


def _pieces(text: str) -> list[str]:
    """The text, cut at spaces where it is too long to be looked at in one."""
    found = []
    while len(text) > LONGEST:
        cut = text.rfind(" ", LONGEST // 2, LONGEST)
        cut = LONGEST if cut < 0 else cut
        found.append(text[:cut].strip())
        text = text[cut:].strip()
    return [piece for piece in [*found, text] if piece]


def _stripped(passage: Passage) -> Passage:
    """Without the mark of a list item or a checkbox at its start."""
    text = passage.text
    if box := _BOX.match(text):
        ticked = any(mark in _TICKED for mark in box[0])
        return replace(passage.part(box.end()), ticked=ticked, bullet=True)
    if bullet := _BULLET.match(text):
        return _stripped_box(replace(passage.part(bullet.end()), bullet=True))
    return passage


def _stripped_box(passage: Passage) -> Passage:
    box = _BOX.match(passage.text)
    if box is None:
        return passage
    return replace(passage.part(box.end()), ticked=any(mark in _TICKED for mark in box[0]))
