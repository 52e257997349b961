"""Rich text cut into its words: groups, commands with their numbers, bytes of text."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

from plait.reading.refusals import Unreadable

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
MOST_TOKENS: Final = 8_000_000


class What(Enum):
    OPEN = auto()
    CLOSE = auto()
    COMMAND = auto()  # a word and its number, or None
    SIGN = auto()  # one character after a backslash
    BYTES = auto()  # text in the alphabet of its font


Token = tuple[What, str, int | None, bytes]


def tokens(data: bytes) -> Iterator[Token]:
    """Every word of the file in order. Raises `Unreadable`: too_large, for more of them than minutes can have."""
    at, end, count = 0, len(data), 0
    while at < end:
        match = _TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        count += 1
        if count > MOST_TOKENS:
            raise Unreadable("too_large")
        kind = match.lastindex
        if match[1] is not None:
            value = int(match[2]) if match[2] is not None else None
            if match[1] == b"bin":
                at += max(value or 0, 0)
                continue
            yield What.COMMAND, match[1].decode("ascii"), value, b""
        elif kind == 3:
            yield What.BYTES, "", None, bytes([int(match[3], 16)])
        elif kind == 4:
            yield What.SIGN, match[4].decode("latin-1"), None, b""
        elif kind == 5:
            yield (What.OPEN if match[5] == b"{" else What.CLOSE), "", None, b""
        elif kind == 6:
            yield What.BYTES, "", None, match[6]
