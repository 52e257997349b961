"""The text of a message as it was typed: lines that a mail program broke are whole again."""

from dataclasses import dataclass

from plait.reading.formats.plain import file_lines
from plait.reading.formats.text import clean


@dataclass(frozen=True, slots=True)
class Body:
    """One text of a message. `flowed` says that a blank at the end of a line means that the line goes on."""

    text: str
    is_html: bool
    flowed: bool = False


def text_lines(body: Body) -> list[str]:
    """The lines of a plain text. Raises `Unreadable`: too_large."""
    rows = [clean(row) for row in file_lines(body.text)]
    if not body.flowed:
        return [row.rstrip() for row in rows]
    found: list[str] = []
    pieces: list[str] = []
    for row in rows:
        goes_on = row.endswith(" ") and row != "-- " and not row.startswith(">")
        pieces.append(row.removeprefix(" ") if row.startswith((" >", "  ", " From ")) else row)
        if not goes_on:
            found.append("".join(pieces).rstrip())
            pieces = []
    if pieces:
        found.append("".join(pieces).rstrip())
    return found
