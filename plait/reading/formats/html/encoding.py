"""The characters of a web page, whose bytes say themselves what they are, and are often wrong."""

import codecs
import re
from typing import Final

from plait.reading.formats.plain import decode

_SAID: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_NEVER: Final = ("utf-16", "utf-32", "utf-7", "idna", "punycode")  # what a page in plain letters cannot be written in


def decoded(data: bytes) -> str:
    """UTF-8 where it is, else what the page says, else Windows-1252. Raises `Unreadable`: not_text."""
    said = _SAID.search(data[:4096])
    if said is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        text = in_charset(data, said[1].decode("ascii"))
        if text is not None:
            return decode(text.encode("utf-8", "replace"))
    return decode(data)


def in_charset(data: bytes, charset: str) -> str | None:
    """The text, where `charset` is the name of a known alphabet and every byte belongs to it; else None."""
    try:
        known = codecs.lookup(charset)
        if known.name.startswith(_NEVER) or not known._is_text_encoding:
            return None
        name = "cp1252" if known.name in ("iso8859-1", "ascii") else known.name  # as every browser does
        return codecs.decode(data, name, "strict")
    except (LookupError, ValueError):
        return None
