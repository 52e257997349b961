"""The words of one paragraph as the page shows them: insertions in, deletions out, controls opened."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plait.reading.formats.docx.styles import Style, Styles
from plait.reading.formats.names import attribute, child, name, path, switch
from plait.reading.formats.runs import Runs

_OPENED: Final = frozenset(
    (
        *("hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo"),
        *("Choice", "oMath", "oMathPara", "ruby", "rubyBase"),
    )
)
_SYMBOLS: Final = {"F0FE": "☒", "F052": "☑", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0FB": "✗", "F0E0": "→"}
_TICKED_VALUES: Final = ("1", "true", "on", None)


@dataclass(slots=True)
class Wording(Runs):
    """A paragraph of Word: what stands in boxes beside it, and what its words point at."""

    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", id)
    page_marks: int = 0
    changed: bool = False
    struck: bool = False


class Gatherer:
    """Walks the inside of paragraphs; knows the styles, keeps nothing between paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def gather(self, paragraph: etree._Element, style: Style, into: Wording) -> None:
        """Adds the words of `paragraph` to `into`, which also learns of boxes, notes and page marks."""
        for one in paragraph:
            self._inline(one, style, into)

    def _inline(self, element: etree._Element, style: Style, into: Wording) -> None:
        kind = name(element)
        if kind == "r":
            self._run(element, style, into)
        elif kind in ("del", "moveFrom"):
            into.changed = True
        elif kind == "sdt":
            self._control(element, style, into)
        elif kind == "AlternateContent":
            shown = child(element, "Choice")
            shown = shown if shown is not None else child(element, "Fallback")
            if shown is not None:
                self.gather(shown, style, into)
        elif kind in _OPENED:
            into.changed = into.changed or kind in ("ins", "moveTo")
            self.gather(element, style, into)

    def _control(self, control: etree._Element, style: Style, into: Wording) -> None:
        box = path(control, "sdtPr", "checkbox")
        if box is not None:
            checked = child(box, "checked")
            ticked = checked is not None and attribute(checked) in _TICKED_VALUES
            into.add("☒" if ticked else "☐", False)
            return
        content = child(control, "sdtContent")
        if content is not None and not waits_for_words(control):
            self.gather(content, style, into)

    def _run(self, run: etree._Element, style: Style, into: Wording) -> None:
        properties = child(run, "rPr")
        if switch(properties, "vanish"):
            return
        if switch(properties, "strike") or switch(properties, "dstrike"):
            into.struck = into.struck or any(name(one) == "t" for one in run)
            return
        bold = switch(properties, "b")
        if bold is None:
            bold = style.bold or self._styles.character_bold(attribute(child(properties, "rStyle")))
        for one in run:
            self._part(one, bold, style, into)

    def _part(self, part: etree._Element, bold: bool, style: Style, into: Wording) -> None:
        kind = name(part)
        if kind == "t":
            into.add((part.text or "").replace("\n", " ").replace("\r", " "), bold)
        elif kind in ("tab", "ptab"):
            into.add("\t", bold)
        elif kind in ("br", "cr"):
            into.add("\n", bold)
        elif kind == "noBreakHyphen":
            into.add("-", bold)
        elif kind == "sym":
            into.add(_SYMBOLS.get((attribute(part, "char") or "").upper(), ""), bold)
        elif kind == "lastRenderedPageBreak":
            into.page += 1
            into.page_marks += 1
        elif kind in ("footnoteReference", "endnoteReference"):
            into.notes.append((kind.removesuffix("Reference"), attribute(part, "id") or ""))
        elif kind == "fldChar":
            _old_checkbox(part, bold, into)
        elif kind in ("drawing", "pict", "object"):
            into.boxes.extend(one for one in part.iter("{*}txbxContent"))
        elif kind in ("AlternateContent", "ruby"):
            self._alternative(part, bold, style, into)

    def _alternative(self, part: etree._Element, bold: bool, style: Style, into: Wording) -> None:
        shown = child(part, "Choice")
        shown = shown if shown is not None else child(part, "rubyBase")
        shown = shown if shown is not None else child(part, "Fallback")
        for one in shown if shown is not None else ():
            if name(one) == "r":
                self._run(one, style, into)
            else:
                self._part(one, bold, style, into)


def waits_for_words(control: etree._Element) -> bool:
    """Does a content control still show "Click here to enter text"?"""
    return bool(switch(child(control, "sdtPr"), "showingPlcHdr"))


def _old_checkbox(mark: etree._Element, bold: bool, into: Wording) -> None:
    box = path(mark, "ffData", "checkBox")
    if box is None:
        return
    ticked = switch(box, "checked")
    into.add("☒" if (switch(box, "default") if ticked is None else ticked) else "☐", bold)
