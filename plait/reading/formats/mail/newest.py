"""What somebody wrote in an e-mail now: without the older mails quoted below it, and without their signature."""

import email
from email.message import Message
from typing import Final

from plait.reading.document import Line
from plait.reading.formats import html
from plait.reading.formats.mail.body import Body, text_lines
from plait.reading.formats.mail.parts import opened
from plait.reading.formats.older_messages import messages
from plait.reading.refusals import Unreadable

MOST_OF_SHEET: Final = 2 * 1024 * 1024  # bytes
_MOST_PARTS: Final = 200


def newest_words(data: bytes) -> str:
    """Lines as they were typed; empty where nothing new was written or nothing can be read."""
    try:
        bodies = opened(data).bodies
    except Unreadable:
        return ""
    for body in bodies:
        lines = _lines(body)
        if any(line.strip() for line in lines):
            return "\n".join(lines).strip()
    return ""


def _lines(body: Body) -> list[str]:
    try:
        if body.is_html:
            first = next(iter(html.of_text(body.text)), None)
            return [line.text for line in first.lines] if first else []
        found = messages([Line(0, text) for text in text_lines(body)])
    except Unreadable:
        return []
    # What is quoted comes first where nothing was written above it.
    return [line.text for line in found[0]] if found and not _is_all_quoted(body.text) else []


def _is_all_quoted(text: str) -> bool:
    written = [line for line in text.splitlines() if line.strip()]
    return all(line.lstrip().startswith(">") for line in written)


def workbook_in(data: bytes) -> tuple[str, bytes] | None:
    """The name and bytes of the first Excel workbook that the e-mail carries."""
    for nth, part in enumerate(email.message_from_bytes(data).walk()):
        if nth >= _MOST_PARTS:
            return None
        name = _name(part)
        content = part.get_payload(decode=True) if name.lower().endswith(".xlsx") else None
        if isinstance(content, bytes) and 0 < len(content) <= MOST_OF_SHEET:
            return name, content
    return None


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
