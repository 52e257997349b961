"""Web pages: minutes saved from Outlook or Word, and the HTML of e-mails. Nothing that a page points at is fetched."""

from collections.abc import Iterator

from plait.reading.document import Document
from plait.reading.formats.html.encoding import decoded
from plait.reading.formats.html.walk import Walk
from plait.reading.formats.older_messages import messages
from plait.reading.formats.sheet import changes, document_of


def documents(data: bytes) -> Iterator[Document]:
    """The page without older messages quoted below it; then each of these, newest first.

    Raises `Unreadable`: not_text, damaged, too_large.
    """
    yield from of_text(decoded(data))


def of_text(text: str) -> Iterator[Document]:
    """The same for a page that is text already."""
    walk = Walk()
    walk.read(text)
    codes = changes(tracked=walk.changed, struck=walk.struck)
    found = messages(walk.sheet.lines, walk.quoted)
    for nth, lines in enumerate(found):
        older = ("older_message",) if len(found) > 1 else ()
        yield document_of(lines, "html", codes=codes + (older if nth == 0 else ()))
