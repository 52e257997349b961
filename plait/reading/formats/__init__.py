"""Files to documents: `extract` looks at what a file is and hands it to the room for that format."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from plait.reading.document import Document
from plait.reading.formats import docx, markdown, pdf, plain
from plait.reading.formats.recognise import Format, recognise
from plait.reading.progress import tell
from plait.reading.refusals import Unreadable

_ROOMS: dict[Format, Callable[[bytes], Document]] = {
    Format.DOCX: docx.extract,
    Format.PDF: pdf.extract,
    Format.TEXT: plain.extract,
    Format.MARKDOWN: markdown.extract,
}


def extract(data: bytes, filename: str) -> Document:
    """The document in `data`. The name only helps where the content leaves a doubt; no path in it is used.

    Raises `Unreadable` with a plain sentence for everything that cannot be read, and nothing else.
    """
    if not data:
        raise Unreadable("empty")
    with _uncollected():
        document = _ROOMS[recognise(data, filename)](data)
    if not any(line.text.strip() for line in document.lines):
        raise Unreadable("empty")
    tell("opened", lines=len(document.lines), pages=document.pages or 0)
    return document


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
