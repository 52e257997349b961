"""A web page from its first element to its last, into paragraphs, list items and cells."""

import re
from typing import Final

from lxml import etree

from plait.reading.document import Cell, LineKind
from plait.reading.formats.html.looks import bold_of, hidden, list_of_word, struck, style_of, text_of, without_mark
from plait.reading.formats.html.numbers import Numbers
from plait.reading.formats.html.sheets import Sheets
from plait.reading.formats.html.tables import Tables
from plait.reading.formats.runs import Row, Runs
from plait.reading.formats.sheet import Sheet
from plait.reading.refusals import Unreadable

_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "section",
        "article",
        "aside",
        "main",
        "header",
        "footer",
        "address",
        "center",
        "form",
        "fieldset",
        "legend",
        "figure",
        "figcaption",
        "hr",
        "details",
        "summary",
        "body",
        "html",
    ]
)
_SKIPPED: Final = frozenset(
    [
        "nav",
        "head",
        "script",
        "style",
        "title",
        "template",
        "noscript",
        "object",
        "applet",
        "iframe",
        "svg",
        "math",
        "select",
        "textarea",
        "button",
        "del",
        "datalist",
        "audio",
        "video",
        "canvas",
        "map",
        "frameset",
    ]
)
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_HARD: Final = re.compile(r"\xa0[\xa0 ]{3,}")  # blanks that stand for a tab
_TOO_DEEP: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}


class Walk:
    """Goes through the elements once. `sheet`, `changed`, `struck` and `quoted` hold what was found."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.changed = False
        self.struck = False
        self.quoted: set[int] = set()  # places of lines in an older message
        self._runs = Runs()
        self._bold: list[bool] = [False]
        self._pre = 0
        self._quotes = 0
        self._heading = 0
        self._word_list: int | None = None  # depth, in a paragraph that Word shows as a list item
        self._sheets = Sheets()
        self._numbers = Numbers()
        self._tables = Tables()
        self._skipped: etree._Element | None = None

    def read(self, text: str) -> None:
        """Takes the whole page. Raises `Unreadable`: damaged (elements within elements without end), too_large."""
        parser = etree.HTMLParser(
            encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
        )
        data = text.replace("\x00", "").encode("utf-8", "replace")
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise Unreadable("damaged" if text.strip() else "empty") from None
        if root is None:
            return
        if any(fault.type == _TOO_DEEP for fault in parser.error_log):
            raise Unreadable("damaged")  # the rest of the page is missing
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = element.tag if isinstance(element.tag, str) else ""
            if event == "end":
                self._end(element, name)
                continue
            style = style_of(element, self._sheets) if name else ""
            if name in _SKIPPED or not name or hidden(element, style) or struck(name, style):
                self._pass_over(element, name, style)
                walk.skip_subtree()
            else:
                self._start(element, name, style)
        self._flush()

    def _pass_over(self, element: etree._Element, name: str, style: str) -> None:
        """Nothing in the element is text; what follows it is."""
        self.changed = self.changed or name == "del"
        self.struck = self.struck or struck(name, style)
        if name in ("head", "style"):
            for sheet in element.iter("style"):
                self._sheets.add(sheet.text or "")
        self._skipped = element

    def _start(self, element: etree._Element, name: str, style: str) -> None:
        if name in _BLOCKS:
            self._flush()
        self.changed = self.changed or name == "ins"
        self._bold.append(bold_of(name, style, before=self._bold[-1]))
        if name == "br":
            self._runs.add("\n", False)
        elif name == "input" and (element.get("type") or "").lower() == "checkbox":
            self._runs.add("☐ " if element.get("checked") is None else "☒ ", False)
        elif name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif name == "pre":
            self._pre += 1
        elif name == "p":
            self._word_list = list_of_word(element)
        elif name in ("ul", "ol", "li"):
            self._numbers.start(element, name)
        elif name in ("table", "tr", "td", "th"):
            self._tables.start(element, name)
        if _is_quote(element, name):
            self._quotes += 1
        self._say(element.text)

    def _end(self, element: etree._Element, name: str) -> None:
        if element is self._skipped:
            self._skipped = None
            self._say(element.tail)
            return
        if name in _BLOCKS:
            self._flush()
        self._bold.pop()
        if name in _HEADINGS:
            self._heading = 0
        elif name == "pre":
            self._pre -= 1
        elif name == "p":
            self._word_list = None
        elif name in ("ul", "ol", "li"):
            self._numbers.end(name)
        elif name in ("table", "tr", "td", "th"):
            self._tables.end(name)
        if _is_quote(element, name):
            self._quotes -= 1
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = _SPACE.sub(" ", text)
            ended = self._runs.pieces and self._runs.pieces[-1][0][-1:] in " \n"
            if text.startswith(" ") and (ended or not self._runs.pieces):
                text = text[1:]
        if text:
            self._runs.add(_HARD.sub("\t", text).replace("\xa0", " "), self._bold[-1])

    def _flush(self) -> None:
        if not self._runs.pieces:
            return
        rows = [text_of(row, self._pre > 0) for row in self._runs.rows()]
        self._runs = Runs()
        rows = [row for row in rows if row.text]
        if not rows:
            return
        first = len(self.sheet.lines)
        self._put(rows, self._tables.cell())
        if self._quotes:
            self.quoted.update(range(first, len(self.sheet.lines)))

    def _put(self, rows: list[Row], cell: Cell | None) -> None:
        item = self._numbers.take()
        if self._heading:
            label = item[1] if item else ""
            self.sheet.put(rows, LineKind.HEADING, self._heading, label, cell)
        elif item is not None:
            self.sheet.put(rows, LineKind.LIST_ITEM, item[0], item[1], cell)
        elif self._word_list is not None:
            self.sheet.put([without_mark(rows[0]), *rows[1:]], LineKind.LIST_ITEM, self._word_list, "", cell)
        else:
            self.sheet.put(rows, LineKind.PARAGRAPH, cell=cell)


def _is_quote(element: etree._Element, name: str) -> bool:
    """Does an older message stand in this element?"""
    if name == "blockquote" and (element.get("type") or "").lower() == "cite":
        return True
    shown = f" {element.get('class') or ''} "
    return any(mark in shown for mark in (" gmail_quote ", " yahoo_quoted ", " protonmail_quote ", " moz-cite-prefix "))
