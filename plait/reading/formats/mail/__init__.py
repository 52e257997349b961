"""E-mails: the message, without the older ones quoted below it; where it holds no minutes, the files it carries."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from plait.reading.document import Document, Line, LineKind
from plait.reading.formats import html
from plait.reading.formats.mail.body import Body, text_lines
from plait.reading.formats.mail.parts import Letter, opened
from plait.reading.formats.older_messages import messages
from plait.reading.formats.sheet import document_of
from plait.reading.refusals import Unreadable

Opener = Callable[[bytes, str], Iterator[Document]]

_WORTH_SAYING: Final = frozenset(
    ["damaged", "protected", "pictures_only", "old_word", "too_large", "too_many_pages", "bomb", "unsafe_xml"]
)  # of a file that the e-mail carries: without it nobody would know why the minutes were not read


def documents(data: bytes, open_file: Opener) -> Iterator[Document]:
    """What the e-mail says, then each older message quoted in it, then each file that it carries.

    `open_file` reads a file by its bytes and name. Raises `Unreadable`, after all else, where a file that
    may be the minutes could not be read; damaged, where this is no e-mail.
    """
    letter = opened(data)
    for body in letter.bodies:
        yield from _said(body, letter)
    refused: Unreadable | None = None
    for name, content in letter.files:
        try:
            for document in open_file(content, name):
                yield replace(document, codes=(*document.codes, "attachment", *_others(letter, 1)))
        except Unreadable as refusal:
            if refusal.code in _WORTH_SAYING:
                refused = refused or refusal
    if refused is not None:
        raise refused


def _said(body: Body, letter: Letter) -> Iterator[Document]:
    try:
        found = list(html.of_text(body.text)) if body.is_html else list(_of_plain(body))
    except Unreadable:
        return
    for nth, document in enumerate(found):
        lines = list(document.lines)
        if nth == 0:
            lines = [Line(0, text, LineKind.PARAGRAPH) for text in letter.heading] + lines
        yield document_of(lines, document.format, codes=(*document.codes, *_others(letter, 0)))


def _of_plain(body: Body) -> Iterator[Document]:
    found = messages([Line(0, text) for text in text_lines(body)])
    for nth, lines in enumerate(found):
        codes = ("older_message",) if nth == 0 and len(found) > 1 else ()
        yield document_of(lines, "txt", codes=codes)


def _others(letter: Letter, read: int) -> tuple[str, ...]:
    """A word on files that the e-mail carries beside what was read."""
    return ("other_files",) if letter.documents > read else ()
