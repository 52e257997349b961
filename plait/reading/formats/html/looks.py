"""What the attributes of an element say: bold or not, shown or not, an item of a list as Word writes it."""

import re
from dataclasses import replace
from typing import Final

from lxml import etree

from plait.reading.formats.html.sheets import Sheets
from plait.reading.formats.runs import Row

_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(bold|bolder|normal|lighter|[1-9]00)", re.I)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.I
)
_SIGNATURES: Final = ("Signature", "ms-outlook-mobile-signature", "AppleMailSignature")
_NO_TEXT: Final = (
    "gmail_signature",
    "moz-signature",
    "msocomtxt",
    "msocomoff",
    "MsoCommentReference",
    "MsoCommentText",
)
_THROUGH: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through", re.I)
_LEVEL: Final = re.compile(r"mso-list\s*:[^;]{0,40}?\blevel([1-9])", re.I)
_MARGIN: Final = re.compile(r"margin-left\s*:\s*(\d{1,4}(?:\.\d{1,4})?)\s*(pt|cm|mm|in|px)", re.I)
_POINTS: Final = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
_STEP: Final = 36.0  # points by which Word sets a deeper list further in
_MARK: Final = re.compile(r"(?:[·•o§Ø●○▪■➢ü\uf0b7\uf0a7\uf0d8\uf0fc\uf076]|[-–])[ \t]+(?=\S)")
_BLANKS: Final = re.compile(r" {2,}")
_LONGEST_STYLE: Final = 2_000  # characters of a style that are looked at


def _style(element: etree._Element) -> str:
    return (element.get("style") or "")[:_LONGEST_STYLE]


def style_of(element: etree._Element, sheets: Sheets) -> str:
    """All that is declared for the element: by its classes first, then by itself, so that the last word counts."""
    own, told = _style(element), sheets.of(element.get("class"))
    return f"{told};{own}" if told else own


def bold_of(name: str, style: str, *, before: bool) -> bool:
    """Is the text in this element bold, where the text around it is `before`?"""
    if style and (weights := _WEIGHT.findall(style)):
        return weights[-1].lower() in ("bold", "bolder", "600", "700", "800", "900")
    if name in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
        return True
    return before


def hidden(element: etree._Element, style: str) -> bool:
    """Is it no part of the text: not shown, a comment in the margin, a signature, a menu?"""
    if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
        return True
    if element.get("id") in _SIGNATURES or element.get("role") == "navigation":
        return True
    shown = element.get("class")
    return bool(shown) and any(name in _NO_TEXT for name in (shown or "")[:500].split())


def struck(name: str, style: str) -> bool:
    """Is a line drawn through it?"""
    return name in ("s", "strike") or (bool(style) and _THROUGH.search(style) is not None)


def list_of_word(paragraph: etree._Element) -> int | None:
    """How deep an item of a list stands that Word wrote as a paragraph; None for other paragraphs."""
    style = _style(paragraph)
    if level := _LEVEL.search(style):
        return int(level[1]) - 1
    if not (paragraph.get("class") or "").startswith("MsoListParagraph"):
        return None
    margin = _MARGIN.search(style)
    if margin is None:
        return 0
    return min(max(round(float(margin[1]) * _POINTS[margin[2].lower()] / _STEP) - 1, 0), 8)


def text_of(row: Row, as_typed: bool) -> Row:
    """The row with single blanks, unless its blanks are meant."""
    if as_typed or "  " not in row.text:
        return row
    bold = _BLANKS.sub(" ", row.text[: row.bold_to])
    return replace(row, text=_BLANKS.sub(" ", row.text), bold_to=len(bold))


def without_mark(row: Row) -> Row:
    """The row without the bullet that Word wrote as a letter."""
    match = _MARK.match(row.text)
    if match is None:
        return row
    return replace(row, text=row.text[match.end() :], bold_to=max(row.bold_to - match.end(), 0))
