"""Text on its way into a spreadsheet or a document: text in every cell, never a formula."""

import re

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML may hold


def printable(text: str) -> str:
    """Without the characters that no XML may hold."""
    return _UNPRINTABLE.sub("", text)


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
