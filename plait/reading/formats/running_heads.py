"""What stands at the top of the first page outside the text, and nowhere in it: often the group's name."""

import re
from dataclasses import replace
from typing import Final

from plait.reading.document import Line

_PAGE_NUMBER: Final = re.compile(r"(page\s*)?\d*(\s*(of|/)\s*\d*)?$", re.I)
_MOST: Final = 10
_TOP: Final = 60  # lines of the text in which the same may be said


def not_in_text(header: list[Line], body: list[Line]) -> list[Line]:
    """The lines of the header to be read before the text."""
    said = {_plain(line) for line in body[:_TOP]}
    return [
        replace(line, page=1)
        for line in header[:_MOST]
        if not _PAGE_NUMBER.match(line.text) and _plain(line) not in said
    ]


def _plain(line: Line) -> str:
    return " ".join(line.text.split()).casefold()
