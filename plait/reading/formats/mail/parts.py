"""An e-mail taken apart with the standard library: its heading, its text, the files it carries."""

import email
import email.errors
import email.header
import email.utils
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, Final

from plait.core.dates import say
from plait.reading.formats.html.encoding import decoded, in_charset
from plait.reading.formats.mail.body import Body
from plait.reading.formats.plain import decode
from plait.reading.formats.text import clean
from plait.reading.refusals import Unreadable

MOST_PARTS: Final = 200
MOST_FILES: Final = 20
_DEEPEST: Final = 20  # parts within parts
_LONGEST: Final = 250  # characters of a heading
_FAULTS: Final = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    email.errors.MessageError,
)  # fmt: skip - what the standard library raises for headings that no program should write
_DOCUMENTS: Final = ("docx", "docm", "doc", "pdf", "odt", "rtf", "txt", "md", "html", "htm", "eml", "mht", "dotx")
_DOCUMENT_KINDS: Final = ("pdf", "msword", "wordprocessingml", "opendocument.text", "rtf", "rfc822")


@dataclass(slots=True)
class Letter:
    """`heading` is From, Sent and Subject as lines; `files` are names and contents; `documents` how many these are."""

    heading: list[str] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def documents(self) -> int:
        return len(self.files)


def opened(data: bytes) -> Letter:
    """Raises `Unreadable`: damaged, too_large."""
    try:
        message = email.message_from_bytes(data.lstrip())
        letter = Letter(heading=_heading(message))
        for nth, (part, depth) in enumerate(_parts(message)):
            if nth >= MOST_PARTS or depth > _DEEPEST:
                break
            _take(part, letter)
    except (*_FAULTS, RecursionError):
        raise Unreadable("damaged") from None
    return letter


def _parts(message: Message, depth: int = 0) -> Iterator[tuple[Message, int]]:
    """The parts that hold something, in order; of alternatives only the best."""
    kind = message.get_content_type()
    held = message.get_payload()
    if kind == "message/rfc822" or not isinstance(held, list):
        yield message, depth
        return
    parts = [part for part in held if isinstance(part, Message)]
    if kind == "multipart/alternative":
        parts = _best(parts)
    if depth <= _DEEPEST:
        for part in parts:
            yield from _parts(part, depth + 1)


def _best(parts: list[Message]) -> list[Message]:
    """The web page keeps tables and lists, so it is better than its plain text, unless words are missing there."""
    pages = [part for part in parts if part.get_content_type() in ("text/html", "multipart/related")]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    others = [part for part in parts if part not in pages and part not in plain]
    if not pages or not plain:
        return parts
    page, text = _first_page(pages[-1]), _body(plain[0])
    if page is None or (text is not None and len(text.text.split()) * 0.6 > _visible_words(page.text)):
        return [plain[0], *others]
    return [pages[-1], *others]


def _first_page(part: Message) -> Body | None:
    if not part.is_multipart():
        return _body(part)
    inner = part.get_payload()
    found = [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []
    return next((_body(one) for one in found if one.get_content_type() == "text/html"), None)


def _visible_words(page: str) -> int:
    """About how many words a page shows, without taking it apart."""
    return sum(len(piece.rpartition(">")[2].split()) for piece in page.split("<"))


def _take(part: Message, letter: Letter) -> None:
    kind, name = part.get_content_type(), clean(_quiet_name(part))
    attached = part.get_content_disposition() == "attachment"
    if kind in ("text/plain", "text/html") and not attached and not name:
        if (body := _body(part)) is not None:
            letter.bodies.append(body)
        return
    ending = name.rpartition(".")[2].lower()
    wanted = (
        ending in _DOCUMENTS or any(word in kind for word in _DOCUMENT_KINDS) or kind in ("text/plain", "text/html")
    )
    if wanted and len(letter.files) < MOST_FILES and (content := _content(part)):
        letter.files.append((name or _plain_name(kind), content))


def _plain_name(kind: str) -> str:
    return {"text/html": "attached.html", "message/rfc822": "attached.eml"}.get(kind, "attached.txt")


def _quiet_name(part: Message) -> str:
    try:
        return _decoded_heading(part.get_filename() or "")
    except _FAULTS:
        return ""


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        held = part.get_payload()
        inner = held[0] if isinstance(held, list) and held else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _body(part: Message) -> Body | None:
    """The text of a part; None where it holds none that can be read."""
    content = _content(part)
    if not content:
        return None
    page = part.get_content_type() == "text/html"
    try:
        text = in_charset(content, str(part.get_content_charset("")) or "utf-8")
        if text is None:
            text = decoded(content) if page else decode(content)
    except Unreadable:
        return None
    return Body(text, page, str(part.get_param("format", "")).lower() == "flowed")


def _heading(message: Message) -> list[str]:
    """Who sent it, on which day, about what: the day helps where the minutes say a date without its year."""
    found = []
    sender = _decoded_heading(message.get("From"))
    if sender:
        found.append(f"From: {sender}")
    if (day := _sent(message.get("Date"))) is not None:
        found.append(f"Sent: {day}")
    if subject := _decoded_heading(message.get("Subject")):
        found.append(f"Subject: {subject}")
    return found


def _decoded_heading(value: Any) -> str:
    text = str(value or "")[:4_000]
    with suppress(*_FAULTS):
        text = str(email.header.make_header(email.header.decode_header(text)))
    return " ".join(clean(text).split())[:_LONGEST]


def _sent(value: Any) -> str | None:
    try:
        return say(email.utils.parsedate_to_datetime(str(value)).date())
    except _FAULTS:
        return None
