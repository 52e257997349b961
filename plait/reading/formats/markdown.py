"""Markdown: still one line of the document for each line of the file, without the marks.

`**Action:** x` becomes "Action: x" with its label bold; a table row becomes its cells with tabs between.
"""

import re
from dataclasses import dataclass
from typing import Final

from plait.reading.document import Document, Line, LineKind
from plait.reading.formats.plain import decode, file_lines
from plait.reading.formats.text import clean, tick

_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)(.*)$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_ITEM: Final = re.compile(r"([ \t]*)(?:[-*+]|(\d{1,9}[.)]))[ \t]+(?=\S)")
_RULE_ROW: Final = re.compile(r"[ \t]*+\|?[ \t]*+:?-{2,}+:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_FENCE: Final = re.compile(r" {0,3}(```|~~~)")
_QUOTE: Final = re.compile(r"[ \t]*(>[ \t]?)+")
_BOLD: Final = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,2000}(?:[*_](?!\1)[^*_]{1,2000}){0,20})(?<=\S)\1")
_ITALIC: Final = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,2000})(?<=[^\s*_])\1(?![\w*])")
_CODE: Final = re.compile(r"`([^`]{1,2000})`")
_LINK: Final = re.compile(r"!?\[([^\[\]]{1,2000})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_LONGEST: Final = 20_000  # characters of a line in which marks are looked for
_BOLD_START, _BOLD_END = "\ue000", "\ue001"  # private characters that stand for the marks while cutting


@dataclass
class _Place:
    """What the line before tells about this one."""

    in_front: bool = False  # between the two lines of dashes that may open a file
    in_code: bool = False
    in_table: bool = False


def extract(data: bytes) -> Document:
    """Raises `Unreadable`: not_text, or too_large for more lines than any minutes have."""
    rows = file_lines(decode(data))
    lines: list[Line] = []
    place = _Place()
    for number, row in enumerate(rows, 1):
        below = rows[number] if number < len(rows) else ""
        lines.append(_line(number, clean(row).rstrip(), below, place, lines))
    return Document(tuple(lines), "md")


def _line(number: int, row: str, below: str, place: _Place, before: list[Line]) -> Line:
    if row == "---" and (number == 1 or place.in_front):
        place.in_front = number == 1
        return Line(number, "")
    if _FENCE.match(row):
        place.in_code = not place.in_code
        return Line(number, "")
    if place.in_front or place.in_code or not row or len(row) > _LONGEST:
        place.in_table = False
        return Line(number, row)
    if heading := _HEADING.match(row):
        text, _ = _without_marks(_title(heading[2]))
        return Line(number, text, LineKind.HEADING, level=len(heading[1]), bold_to=len(text))
    if _table_row(row, below, place):
        return _row(number, row)
    if (under := _UNDERLINE.match(row)) and _underlines(before):
        title = before[-1]
        level = 1 if under[1][0] == "=" else 2
        before[-1] = Line(title.number, title.text, LineKind.HEADING, level=level, bold_to=len(title.text))
        return Line(number, "")
    return _text_line(number, row)


def _title(text: str) -> str:
    """A heading's words without the marks that may close it."""
    text = text.rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if bare != bare.rstrip() or not bare else text


def _underlines(before: list[Line]) -> bool:
    return bool(before) and bool(before[-1].text) and before[-1].kind is LineKind.PARAGRAPH


def _table_row(row: str, below: str, place: _Place) -> bool:
    if "|" not in row:
        place.in_table = False
    elif row.lstrip().startswith("|") or ("|" in below and _RULE_ROW.match(below)):
        place.in_table = True
    return place.in_table


def _row(number: int, row: str) -> Line:
    if _RULE_ROW.match(row):
        return Line(number, "")
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]
    text, bold_to = _without_marks("\t".join(re.sub(r"<br ?/?>", " ", cell) for cell in cells))
    return Line(number, text, bold_to=bold_to)


def _text_line(number: int, row: str) -> Line:
    if quote := _QUOTE.match(row):
        row = row[quote.end() :]
    item = _ITEM.match(row)
    if item is None:
        text, bold_to = _without_marks(row.strip())
        return Line(number, text, bold_to=bold_to)
    rest = row[item.end() :]
    ticked, mark = tick(rest)
    text, bold_to = _without_marks(rest[mark:].strip())
    prefix = f"{item[2]} " if item[2] else ""
    level = len(item[1].expandtabs(4)) // 2
    bold_to = bold_to + len(prefix) if bold_to else 0
    return Line(number, prefix + text, LineKind.LIST_ITEM, level=level, bold_to=bold_to, ticked=ticked)


def _without_marks(text: str) -> tuple[str, int]:
    """The text a reader sees and how many characters at its start are bold."""
    text = re.sub(f"[{_BOLD_START}{_BOLD_END}]", "", text)
    text = _CODE.sub(r"\1", _LINK.sub(r"\1", text))
    text = _BOLD.sub(rf"{_BOLD_START}\2{_BOLD_END}", text)
    text = _ESCAPE.sub(r"\1", _ITALIC.sub(r"\2", text))
    bold_to = 0
    if text.startswith(_BOLD_START):
        bold_to = text.index(_BOLD_END) - 1
    return text.replace(_BOLD_START, "").replace(_BOLD_END, ""), bold_to
