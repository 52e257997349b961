"""Files to documents: `documents` looks at what a file is and hands it to the room for that format."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from plait.reading.document import Document
from plait.reading.formats import docx, html, mail, markdown, odt, pdf, plain, rtf
from plait.reading.formats.recognise import Format, recognise
from plait.reading.progress import tell
from plait.reading.refusals import Unreadable

_ROOMS: Final[dict[Format, Callable[[bytes], Document]]] = {
    Format.DOCX: docx.extract,
    Format.ODT: odt.extract,
    Format.RTF: rtf.extract,
    Format.PDF: pdf.extract,
    Format.TEXT: plain.extract,
    Format.MARKDOWN: markdown.extract,
}
_DEEPEST: Final = 3  # e-mails that carry e-mails


def extract(data: bytes, filename: str) -> Document:
    """The document in `data`: of an e-mail, what it says itself. Raises `Unreadable` and nothing else."""
    for document in documents(data, filename):
        return document
    raise Unreadable("empty")


def documents(data: bytes, filename: str) -> Iterator[Document]:
    """What in `data` may be the minutes, the likeliest first: one document, but for messages and what they carry.

    The name only helps where the content leaves a doubt; no path in it is used. Raises `Unreadable` with a plain
    sentence for everything that cannot be read, and nothing else.
    """
    found = _documents(data, filename, 0)
    empty = True
    while True:
        with _uncollected():
            document = next(found, None)
        if document is None:
            break
        if any(line.text.strip() for line in document.lines):
            empty = False
            tell("opened", lines=len(document.lines), pages=document.pages or 0)
            yield document
    if empty:
        raise Unreadable("empty")


def _documents(data: bytes, filename: str, depth: int) -> Iterator[Document]:
    if not data:
        raise Unreadable("empty")
    form = recognise(data, filename)
    if form is Format.MAIL:
        if depth > _DEEPEST:
            raise Unreadable("too_large")
        yield from mail.documents(data, lambda content, name: _documents(content, name, depth + 1))
    elif form is Format.HTML:
        yield from html.documents(data)
    else:
        yield _ROOMS[form](data)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Lines are many, small and in no circles: looking through them again and again costs more than the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
