"""Words that the pack's fonts can show: PDF/UA allows no letter without a shape, and no pack fails for a name. Pure."""

import unicodedata
from functools import cache
from typing import Any, Final

# Shown by all three weights of the shipped font; then Greek and Cyrillic, which typst shows with a font of its own.
_RANGES: Final = (
    "20-7E A0-AC AE-B4 B6-107 10A-113 116-11B 11E-123 126-127 12A-12B 12E-133 136-137 139-13E 141-148 150-155 158-15B "
    "15E-165 16A-16B 16E-17E 192-192 218-21B 237-237 2C6-2C7 2C9-2C9 2DA-2DA 2DC-2DD 1E80-1E85 1E9E-1E9E 1EF2-1EF3 "
    "2009-2009 2013-2014 2018-201A 201C-201E 2020-2020 2022-2022 2026-2026 2039-203A 2044-2044 20AC-20AC 20B9-20B9 "
    "2113-2113 2122-2122 2212-2212 2215-2215 386-386 388-38A 38C-38C 38E-3A1 3A3-3CE 400-45F"
)
_INSTEAD: Final = {"\u00b5": "\u03bc", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2015": "\u2014", "\u2192": "to"}
_NONE: Final = "?"


@cache
def repertoire() -> frozenset[str]:
    """Every character that can be shown as it is."""
    pairs = (span.split("-") for span in _RANGES.split())
    return frozenset(chr(code) for first, last in pairs for code in range(int(first, 16), int(last, 16) + 1))


def showable(words: str) -> str:
    """The words with every character that cannot be shown replaced: by its plain form, else by a question mark."""
    known = repertoire()
    if known.issuperset(words):
        return words
    return "".join(c if c in known else _instead(c) for c in unicodedata.normalize("NFC", words))


def all_showable(told: Any) -> Any:
    """The same for every text in data as JSON has it."""
    if isinstance(told, str):
        return showable(told)
    if isinstance(told, dict):
        return {key: all_showable(value) for key, value in told.items()}
    return [all_showable(value) for value in told] if isinstance(told, list) else told


def _instead(character: str) -> str:
    if character in _INSTEAD:
        return _INSTEAD[character]
    kind = unicodedata.category(character)
    if kind[0] in "ZC":
        return " " if kind[0] == "Z" or character in "\t\n\r" else ""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", character) if c in repertoire() and not unicodedata.combining(c)
    )
    return plain or ("" if kind.startswith("M") else _NONE)
