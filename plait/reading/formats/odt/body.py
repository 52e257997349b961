"""The body of an OpenDocument text, block by block, into lines."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from lxml import etree

from plait.reading.document import Cell, LineKind
from plait.reading.formats.names import attribute, children, name, number
from plait.reading.formats.odt.lists import Listing, Lists
from plait.reading.formats.odt.styles import Styles
from plait.reading.formats.odt.wording import Gatherer, Wording
from plait.reading.formats.sheet import MOST_COLUMNS, Sheet

_OPENED: Final = frozenset(
    [
        "section",
        "index-body",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "numbered-paragraph",
        "table-header-rows",
        "table-rows",
        "table-row-group",
    ]
)


class Body:
    """Walks block elements. `sheet`, `changed`, `struck`, `page` and `page_marks` hold what was found."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.sheet = Sheet()
        self.changed = False
        self.struck = False
        self.page = 1
        self.page_marks = 0
        self._styles = styles
        self._lists = lists
        self._gatherer = Gatherer(styles)
        self._tables = 0
        self._notes: list[etree._Element] = []
        self._item: tuple[Listing, int, int | None] | None = None  # an item whose first paragraph is still to come

    def walk(self, blocks: Iterable[etree._Element], cell: Cell | None = None) -> None:
        """All blocks (or those below an element) in reading order; their lines stand in `cell`."""
        for block in blocks:
            kind = name(block)
            if kind in ("p", "h"):
                self._paragraph(block, cell, heading=kind == "h")
            elif kind == "list":
                self._list(block, cell, None, 0)
            elif kind == "table":
                self._table(block)
            elif kind == "tracked-changes":
                self.changed = self.changed or any(name(one) in ("insertion", "deletion") for one in block.iter())
            elif kind == "soft-page-break":
                self._page_break()
            elif kind in _OPENED and attribute(block, "display") != "none":
                self.walk(block, cell)
            elif kind in ("frame", "g", "custom-shape", "rect"):
                self._boxes([block], cell)

    def _page_break(self) -> None:
        self.page += 1
        self.page_marks += 1

    def _paragraph(self, paragraph: etree._Element, cell: Cell | None, *, heading: bool) -> None:
        style = self._styles.get("paragraph", attribute(paragraph, "style-name"))
        if style.new_page and self.sheet.lines:
            self.page += 1
        wording = Wording(page=self.page)
        self._gatherer.gather(paragraph, style, wording)
        self.page, self.page_marks = wording.page, self.page_marks + wording.page_marks
        rows = wording.rows()
        self.struck = self.struck or wording.struck or (style.struck and bool(rows))
        if rows and not style.hidden and not style.struck:
            kind, level, label = self._place(paragraph, heading=heading)
            self.sheet.put(rows, kind, level, wording.number or label, cell)
        self._notes += wording.notes
        self._boxes(wording.boxes, cell)

    def _place(self, paragraph: etree._Element, *, heading: bool) -> tuple[LineKind, int, str]:
        """What the paragraph is, how deep, and the number that the page shows before it."""
        item, self._item = self._item, None
        label = self._lists.next(*item) if item is not None else ""
        if heading:
            level = min(max(number(paragraph, "outline-level") or 1, 1), 6)
            if item is None and attribute(paragraph, "is-list-header") != "true":
                label = self._lists.heading(level)
            return LineKind.HEADING, level, label
        if item is not None:
            return LineKind.LIST_ITEM, item[1], label
        return LineKind.PARAGRAPH, 0, ""

    def _boxes(self, boxes: list[etree._Element], cell: Cell | None) -> None:
        for box in boxes:
            if name(box) in ("text-box", "custom-shape", "rect"):
                self.walk(box, cell)
            else:
                self._boxes(list(box), cell)

    def _list(self, element: etree._Element, cell: Cell | None, around: Listing | None, depth: int) -> None:
        listing = self._lists.opened(element, around)
        for item in element:
            kind = name(item)
            if kind == "soft-page-break":
                self._page_break()
            if kind not in ("list-item", "list-header"):
                continue
            self._item = (listing, depth, number(item, "start-value")) if kind == "list-item" else None
            for block in item:
                if name(block) == "list":
                    outer, self._item = self._item, None
                    self._list(block, cell, listing, depth + 1)
                    self._item = outer
                else:
                    self.walk([block], cell)
            self._item = None

    def _table(self, table: etree._Element) -> None:
        place = Cell(self._tables, -1, 0)
        self._tables += 1
        self._rows(table, place)

    def _rows(self, parent: etree._Element, place: Cell) -> Cell:
        for one in parent:
            kind = name(one)
            if kind == "table-row":
                place = Cell(place.table, place.row + 1, 0)
                self._cells(one, place)
            elif kind == "soft-page-break":
                self._page_break()
            elif kind in _OPENED:
                place = self._rows(one, place)
        return place

    def _cells(self, row: etree._Element, place: Cell) -> None:
        for one in row:
            kind = name(one)
            if kind == "table-cell":
                self.walk(one, place)
            elif kind != "covered-table-cell":
                continue
            times = max(number(one, "number-columns-repeated") or 1, 1)
            place = replace(place, column=min(place.column + times, MOST_COLUMNS))

    def walk_notes(self) -> None:
        """Footnotes and endnotes, after everything else."""
        wanted, self._notes = self._notes, []
        for note in wanted:
            for body in children(note, "note-body"):
                self.walk(body)
