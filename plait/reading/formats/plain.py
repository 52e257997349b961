"""Plain text: a line of the document is a line of the file, tabs and all."""

import codecs
import re
from typing import Final

from plait.reading.document import Document, Line
from plait.reading.formats.blanks import with_tabs
from plait.reading.formats.text import clean, tick
from plait.reading.refusals import Unreadable

_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_LINES: Final = 400_000
_OLDER: Final = "plait-windows-1252"  # name of the way to read bytes that are no UTF-8
_SAMPLE: Final = 200_000  # characters looked at to tell text from rubbish


def _as_older_programs(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error(_OLDER, _as_older_programs)


def extract(data: bytes) -> Document:
    """Raises `Unreadable`: not_text, or too_large for more lines than any minutes have. A form feed begins a page."""
    rows = with_tabs(file_lines(decode(data)))
    paged = any("\f" in row for row in rows)
    lines, page = [], 1
    for number, row in enumerate(rows, 1):
        page += row.count("\f")
        text = clean(row).rstrip(" ") if row else ""
        ticked = tick(text)[0] if text[:1] in "[☐☑☒" else None
        lines.append(Line(number, text, page=page if paged else None, ticked=ticked))
    return Document(tuple(lines), "txt", page if paged else None)


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 or UTF-32 by mark or shape. Bytes that UTF-8 does not know are Windows-1252, as older programs
    write it; a text pasted together from both is read too. Raises `Unreadable`: not_text.
    """
    text = _decode(data)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample.replace("\x00", ""))) + sample.count("\x00") / 20 > len(sample) / 100:
        raise Unreadable("not_text")
    return text


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if encoding := _unmarked_utf16(data[:4000]):
        return data.decode(encoding, errors="replace")
    return data.decode("utf-8-sig", errors=_OLDER)


def _unmarked_utf16(head: bytes) -> str | None:
    """English text in UTF-16 has a zero in nearly every second byte."""
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.8 and head[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if half and head[0::2].count(0) > half * 0.8 and head[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def file_lines(text: str) -> list[str]:
    """The lines as an editor counts them: only line feed and carriage return end one. Too many are refused."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if rows[-1] == "":
        rows.pop()
    if len(rows) > MOST_LINES:
        raise Unreadable("too_large")
    return rows
