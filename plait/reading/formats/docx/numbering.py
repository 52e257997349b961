"""The numbers Word prints but does not store: "3.", "2.1", "b)"."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from plait.reading.formats.names import attribute, child, children, name, number
from plait.reading.formats.numerals import by_sign

_PLACE: Final = re.compile(r"%([1-9])")
_SIGNS: Final = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "bullet"  # Word's name of the number format
    pattern: str = ""  # such as "%1.%2"
    start: int = 1


class Numbering:
    """Counts as Word counts: lists that share an abstract list share their counters."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            for abstract in children(root, "abstractNum"):
                levels = {number(one, "ilvl") or 0: _level(one) for one in children(abstract, "lvl")}
                self._levels[attribute(abstract, "abstractNumId") or ""] = levels
            for listing in children(root, "num"):
                self._add(listing)

    def _add(self, listing: etree._Element) -> None:
        identity = attribute(listing, "numId") or ""
        self._abstract_of[identity] = attribute(child(listing, "abstractNumId")) or ""
        for override in children(listing, "lvlOverride"):
            level = number(override, "ilvl") or 0
            start = number(child(override, "startOverride"))
            if start is not None:
                self._starts.setdefault(identity, {})[level] = start

    def is_list(self, identity: str) -> bool:
        """List "0" is Word's way to say: not numbered after all."""
        return identity != "0" and identity in self._abstract_of

    def next(self, identity: str, level: int) -> str:
        """The words before the next paragraph of that list: "2.1", "" for a bullet."""
        level = min(max(level, 0), _LEVELS - 1)
        abstract = self._abstract_of.get(identity, "")
        levels = self._levels.get(abstract, {})
        counts = self._counts.setdefault(abstract, [0] * _LEVELS)
        if identity not in self._begun:
            self._begun.add(identity)
            for one, start in self._starts.get(identity, {}).items():
                if 0 <= one < _LEVELS:
                    counts[one] = start - levels.get(one, _Level()).start
        counts[level] += 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return self._words(levels, counts, level)

    def _words(self, levels: dict[int, _Level], counts: list[int], level: int) -> str:
        own = levels.get(level, _Level())
        if own.kind in ("bullet", "none"):
            return own.pattern.strip() if own.kind == "none" and "%" not in own.pattern else ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shape = levels.get(at, _Level("decimal"))
            return in_words(shape.kind, max(counts[at], 1) + shape.start - 1)

        return _PLACE.sub(place, own.pattern).strip()


def _level(element: etree._Element) -> _Level:
    parts = {name(one): one for one in element}
    start = number(parts.get("start"))
    return _Level(
        attribute(parts.get("numFmt")) or "decimal",
        attribute(parts.get("lvlText")) or "",
        1 if start is None else start,
    )


def in_words(kind: str, count: int) -> str:
    """`count` in Word's number format `kind`; decimal for the kinds minutes do not use."""
    if kind == "decimalZero":
        return f"{count:02d}"
    if kind in _SIGNS:
        return by_sign(_SIGNS[kind], count)
    if kind == "ordinal" and count > 0:
        ending = "th" if 10 < count % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    return str(count)
