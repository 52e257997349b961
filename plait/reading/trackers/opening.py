"""From the bytes of a file to its cells: which kind of file it is decides who reads it."""

import re
from typing import Final

from plait.reading.formats.packed import Packed
from plait.reading.refusals import Unreadable
from plait.reading.trackers.book import MOST_ROWS, Book, Sheet
from plait.reading.trackers.refusals import SENTENCES, NotATracker
from plait.reading.trackers.separated import read_separated
from plait.reading.trackers.workbook import read_workbook

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENTS: Final = (b"%PDF-", b"{\\rtf", b"<!DOCTYPE", b"<!doctype", b"<html")
_BINARY: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh")


def open_book(data: bytes, filename: str, *, most_rows: int = MOST_ROWS) -> Book:
    """The cells of a file; or, for a file that cannot be read, the sentence that says why. It never raises for one."""
    try:
        if not data:
            raise NotATracker("empty")
        return Book(tuple(_sheets(data, most_rows)))
    except NotATracker as refused:
        return Book(refusal=SENTENCES[refused.code], code=refused.code)
    except Unreadable as refused:
        code = NotATracker(refused.code).code
        return Book(refusal=SENTENCES[code], code=code)
    except MemoryError:
        raise
    except Exception:  # whatever a damaged workbook provokes in the library that reads it
        return Book(refusal=SENTENCES["damaged"], code="damaged")


def _sheets(data: bytes, most_rows: int) -> list[Sheet]:
    head = data[:1024]
    if head.startswith(b"PK"):
        _check_packed(data)
        return read_workbook(data, most_rows)
    if head.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise NotATracker("protected" if locked else "old_excel" if _old_workbook(data) else "document")
    if head.lstrip().startswith(_DOCUMENTS):
        raise NotATracker("document")
    if head.startswith(_BINARY):
        raise NotATracker("unknown_format")
    return [read_separated(data, most_rows)]


def _old_workbook(data: bytes) -> bool:
    return any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))


def _check_packed(data: bytes) -> None:
    """A workbook, and no more than one unpacks to."""
    names = set(Packed(data).names())
    if any(re.match(r"xl/workbook\d*\.xml$", name) for name in names):
        return
    if "xl/workbook.bin" in names:
        raise NotATracker("binary_excel")
    if "content.xml" in names:
        raise NotATracker("open_document")
    raise NotATracker("document" if any(n.startswith(("word/", "ppt/")) for n in names) else "unknown_format")
