"""The words of one paragraph of an OpenDocument, as the page shows them."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plait.reading.formats.names import attribute, child, name, number
from plait.reading.formats.odt.styles import Style, Styles
from plait.reading.formats.runs import Runs

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_SKIPPED: Final = frozenset(
    [
        "annotation",
        "annotation-end",
        "script",
        "tracked-changes",
        "ruby-text",
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "change",
        "change-start",
        "change-end",
        "event-listeners",
        "forms",
        "table-of-content",
        "hidden-paragraph",
    ]
)
_BOXES: Final = frozenset(["frame", "g", "custom-shape", "rect", "text-box"])
_MOST_BLANKS: Final = 200


@dataclass(slots=True)
class Wording(Runs):
    """`number` is the printed number where the file keeps it; boxes and notes are for later."""

    number: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    page_marks: int = 0
    struck: bool = False


class Gatherer:
    """Walks the inside of paragraphs; knows the styles, keeps nothing between paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def gather(self, paragraph: etree._Element, style: Style, into: Wording) -> None:
        self._inside(paragraph, bool(style.bold), into)

    def _inside(self, parent: etree._Element, bold: bool, into: Wording) -> None:
        _say(parent.text, bold, into)
        for one in parent:
            self._inline(one, bold, into)
            _say(one.tail, bold, into)

    def _inline(self, element: etree._Element, bold: bool, into: Wording) -> None:
        kind = name(element)
        if kind in _SKIPPED or (kind == "hidden-text" and attribute(element, "is-hidden") != "false"):
            return
        if kind == "s":
            into.add(" " * min(max(number(element, "c") or 1, 1), _MOST_BLANKS), bold)
        elif kind == "tab":
            into.add("\t", bold)
        elif kind == "line-break":
            into.add("\n", bold)
        elif kind == "soft-page-break":
            into.page += 1
            into.page_marks += 1
        elif kind == "number":
            into.number = "".join(map(str, element.itertext())).strip()[:20]
        elif kind == "note":
            into.notes.append(element)
        elif kind in _BOXES:
            into.boxes.append(element)
        elif kind == "ruby":
            base = child(element, "ruby-base")
            if base is not None:
                self._inside(base, bold, into)
        elif kind:
            style = self._styles.get("text", attribute(element, "style-name")) if kind in ("span", "a") else None
            into.struck = into.struck or (style is not None and style.struck)
            if style is None or not (style.hidden or style.struck):
                self._inside(element, bold if style is None or style.bold is None else style.bold, into)


def _say(text: str | None, bold: bool, into: Wording) -> None:
    """Blanks and line ends of the file are one blank on the page."""
    if text:
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not into.pieces or into.pieces[-1][0].endswith((" ", "\n"))):
            text = text[1:]
        if text:
            into.add(text, bold)
