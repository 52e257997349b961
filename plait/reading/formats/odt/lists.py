"""The numbers of an OpenDocument's lists and headings, counted as LibreOffice counts them."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from plait.reading.formats.names import attribute, child, name, number
from plait.reading.formats.numerals import by_sign

_LEVELS: Final = 10
_OUTLINE: Final = ""  # the name under which the numbers of headings are kept


@dataclass(frozen=True, slots=True)
class _Level:
    sign: str = ""  # "1", "a", "A", "i", "I"; "" for a bullet or nothing
    before: str = ""
    after: str = ""
    shown: int = 1  # how many levels the number shows
    start: int = 1


@dataclass(slots=True)
class Listing:
    """One list as it is counted: its style's name, and how far each level has come."""

    style: str | None
    counts: list[int]


class Lists:
    def __init__(self, roots: list[etree._Element]) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._last: dict[str | None, list[int]] = {}
        self._by_id: dict[str, list[int]] = {}
        self._outline = [0] * _LEVELS
        for root in roots:
            for part in (child(root, "styles"), child(root, "automatic-styles")):
                for style in part if part is not None else ():
                    self._add(style)

    def _add(self, style: etree._Element) -> None:
        kind = name(style)
        if kind in ("list-style", "outline-style"):
            key = _OUTLINE if kind == "outline-style" else attribute(style, "name") or "-"
            self._levels[key] = {(number(one, "level") or 1) - 1: _level(one) for one in style}

    def opened(self, element: etree._Element, around: Listing | None) -> Listing:
        """The list that begins with this element, inside `around` or on its own."""
        style = attribute(element, "style-name") or (around.style if around else None)
        if around is not None:
            return Listing(style, around.counts)
        counts = [0] * _LEVELS
        if attribute(element, "continue-numbering") == "true":
            counts = self._last.get(style, counts)
        elif (other := attribute(element, "continue-list")) is not None:
            counts = self._by_id.get(other, counts)
        self._last[style] = counts
        if (identity := attribute(element, "id")) is not None:
            self._by_id[identity] = counts
        return Listing(style, counts)

    def next(self, listing: Listing, depth: int, start: int | None) -> str:
        """The words before the next item at `depth` (0 outermost); "" for a bullet. `start` sets the count anew."""
        return self._count(self._levels.get(listing.style or "-", {}), listing.counts, depth, start)

    def heading(self, level: int) -> str:
        """The number of the next heading of that level (1 outermost), where headings are numbered."""
        return self._count(self._levels.get(_OUTLINE, {}), self._outline, level - 1, None)

    def _count(self, levels: dict[int, _Level], counts: list[int], depth: int, start: int | None) -> str:
        depth = min(max(depth, 0), _LEVELS - 1)
        own = levels.get(depth, _Level())
        counts[depth] = start - own.start + 1 if start is not None else counts[depth] + 1
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if not own.sign:
            return ""
        first = max(depth - own.shown + 1, 0)
        parts = []
        for at in range(first, depth + 1):
            shape = levels.get(at, _Level("1"))
            if shape.sign:
                parts.append(by_sign(shape.sign, max(counts[at], 1) + shape.start - 1))
        return f"{own.before}{'.'.join(parts)}{own.after}".strip()


def _level(element: etree._Element) -> _Level:
    sign = attribute(element, "num-format") or ""
    start = number(element, "start-value")
    return _Level(
        sign if sign in ("1", "a", "A", "i", "I") else "",
        (attribute(element, "num-prefix") or "")[:20],
        (attribute(element, "num-suffix") or "")[:20],
        number(element, "display-levels") or 1,
        1 if start is None else min(max(start, 0), 1_000_000),
    )
