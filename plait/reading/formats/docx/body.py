"""The body of a Word document, paragraph by paragraph and cell by cell, into lines."""

from dataclasses import replace
from typing import Final

from lxml import etree

from plait.reading.document import Cell, Line, LineKind
from plait.reading.formats.docx.numbering import Numbering
from plait.reading.formats.docx.styles import Style, Styles
from plait.reading.formats.docx.wording import Gatherer, Wording, waits_for_words
from plait.reading.formats.names import attribute, child, children, name, number, path
from plait.reading.formats.sheet import MOST_COLUMNS, Sheet

_OPENED: Final = frozenset(["sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice"])


class Body:
    """Walks block elements. `lines`, `changed`, `struck`, `page` and `page_marks` hold what was found."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._sheet = Sheet()
        self.notes: list[tuple[str, str]] = []
        self.changed = False
        self.struck = False
        self.page = 1
        self.page_marks = 0
        self._styles = styles
        self._numbering = numbering
        self._gatherer = Gatherer(styles)
        self._tables = 0
        self._carried: Wording | None = None  # words of a paragraph whose end mark was deleted

    @property
    def lines(self) -> list[Line]:
        return self._sheet.lines

    def walk(self, parent: etree._Element, cell: Cell | None = None) -> None:
        """All blocks below `parent` in reading order; their lines stand in `cell`."""
        for block in parent:
            kind = name(block)
            if kind == "p":
                self._paragraph(block, cell)
            elif kind == "tbl":
                self._table(block)
            elif kind in ("del", "moveFrom"):
                self.changed = True
            elif kind == "sdt":
                if (content := child(block, "sdtContent")) is not None and not waits_for_words(block):
                    self.walk(content, cell)
            elif kind == "AlternateContent":
                shown = child(block, "Choice")
                shown = shown if shown is not None else child(block, "Fallback")
                if shown is not None:
                    self.walk(shown, cell)
            elif kind in _OPENED:
                self.walk(block, cell)

    def _paragraph(self, paragraph: etree._Element, cell: Cell | None) -> None:
        properties = child(paragraph, "pPr")
        style = self._styles.get(attribute(child(properties, "pStyle")))
        wording = self._carried or Wording(page=self.page)
        self._carried = None
        self._gatherer.gather(paragraph, style, wording)
        mark = child(properties, "rPr")
        mark_deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        self.changed = self.changed or wording.changed or mark_deleted or child(mark, "ins") is not None
        self.struck = self.struck or wording.struck
        self.page = wording.page
        if mark_deleted:
            self._carried = wording
            return
        self._finish(wording, properties, style, cell)

    def _finish(self, wording: Wording, properties: etree._Element | None, style: Style, cell: Cell | None) -> None:
        self.page_marks += wording.page_marks
        rows = wording.rows()
        if rows:
            kind, level, label = self._place(properties, style)
            self._sheet.put(rows, kind, level, label, cell)
        self.notes.extend(wording.notes)
        for box in wording.boxes:
            self.walk(box, cell)

    def _place(self, properties: etree._Element | None, style: Style) -> tuple[LineKind, int, str]:
        """What the paragraph is, how deep, and the number Word prints before it."""
        own = child(properties, "numPr")
        listing, depth = style.numbering or ("0", 0)
        if own is not None:
            listing = attribute(child(own, "numId")) or listing
            given = number(child(own, "ilvl"))
            depth = depth if given is None else given
        numbered = self._numbering.is_list(listing)
        label = self._numbering.next(listing, depth) if numbered else ""
        outline = number(child(properties, "outlineLvl"))
        heading = style.heading if outline is None else (min(outline + 1, 6) if outline < 9 else 0)
        if heading:
            return LineKind.HEADING, heading, label
        if numbered or style.listed:
            return LineKind.LIST_ITEM, depth, label
        return LineKind.PARAGRAPH, 0, label

    def _table(self, table: etree._Element) -> None:
        place = Cell(self._tables, -1, 0)
        self._tables += 1
        self._rows(table, place)

    def _rows(self, parent: etree._Element, place: Cell) -> Cell:
        for one in parent:
            kind = name(one)
            if kind == "tr":
                if path(one, "trPr", "del") is not None:
                    self.changed = True
                    continue
                self.changed = self.changed or path(one, "trPr", "ins") is not None
                before = number(path(one, "trPr", "gridBefore")) or 0
                place = Cell(place.table, place.row + 1, min(max(before, 0), MOST_COLUMNS))
                self._cells(one, place)
            elif kind == "sdt":
                if (content := child(one, "sdtContent")) is not None:
                    place = self._rows(content, place)
            elif kind in _OPENED:
                place = self._rows(one, place)
        return place

    def _cells(self, parent: etree._Element, place: Cell) -> Cell:
        for one in parent:
            kind = name(one)
            if kind == "tc":
                place = self._cell(one, place)
            elif kind == "sdt":
                if (content := child(one, "sdtContent")) is not None:
                    place = self._cells(content, place)
            elif kind in _OPENED:
                place = self._cells(one, place)
        return place

    def _cell(self, cell: etree._Element, place: Cell) -> Cell:
        properties = child(cell, "tcPr")
        merged = child(properties, "vMerge")
        gone = child(properties, "cellDel") is not None
        self.changed = self.changed or gone
        hidden = merged is not None and attribute(merged) != "restart"
        if not hidden and not gone:
            self.walk(cell, place)
            self._carried = None
        span = number(child(properties, "gridSpan")) or 1
        return replace(place, column=min(place.column + max(span, 1), MOST_COLUMNS))

    def walk_notes(self, roots: dict[str, etree._Element]) -> None:
        """Footnotes and endnotes that the text points at, after everything else."""
        wanted, self.notes = self.notes, []
        known = {
            (kind, attribute(note, "id") or ""): note for kind, root in roots.items() for note in children(root, kind)
        }
        for key in dict.fromkeys(wanted):
            if key in known:
                self.walk(known[key])
