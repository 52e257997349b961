"""The lists of a web page: how deep an item stands and which number the browser prints before it."""

import re
from typing import Final

from lxml import etree

from plait.reading.formats.numerals import by_sign

_KIND: Final = re.compile(r"list-style(?:-type)?\s*:\s*(?:[a-z]+\s+)?(decimal|lower-alpha|upper-alpha|lower-latin|"
                          r"upper-latin|lower-roman|upper-roman|none|disc|circle|square)", re.I)  # fmt: skip
_LEVEL: Final = re.compile(r"\blst-[a-z]+_\w+-([0-8])(?=\s|$)")  # Google Docs puts every list on the top level
_SIGNS: Final = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_MOST: Final = 1_000_000


class Numbers:
    """`start` and `end` follow the elements; `take` tells, once an item, that a paragraph begins it."""

    def __init__(self) -> None:
        self._lists: list[tuple[str, int, int]] = []  # sign ("" for bullets), number of the next item, depth
        self._open: tuple[int, str] | None = None

    def start(self, element: etree._Element, name: str) -> None:
        if name in ("ul", "ol"):
            told = _LEVEL.search((element.get("class") or "")[:200])
            depth = int(told[1]) if told else len(self._lists)
            self._lists.append((_sign(element, name), _whole(element.get("start"), 1), depth))
            return
        sign, count, depth = self._lists[-1] if self._lists else ("", 1, 0)
        count = _whole(element.get("value"), count)
        if self._lists:
            self._lists[-1] = (sign, count + 1, depth)
        self._open = (depth, f"{by_sign(sign, count)}." if sign else "")

    def end(self, name: str) -> None:
        if name == "li":
            self._open = None
        elif self._lists:
            self._lists.pop()

    def take(self) -> tuple[int, str] | None:
        """Depth and number of the item whose first paragraph this is; None for any other paragraph."""
        taken, self._open = self._open, None
        return taken


def _sign(element: etree._Element, name: str) -> str:
    kind = _KIND.search((element.get("style") or "")[:2_000])
    if kind is not None:
        return _SIGNS.get(kind[1].lower(), "")
    if name == "ul":
        return ""
    said = element.get("type") or "1"
    return said if said in ("1", "a", "A", "i", "I") else "1"


def _whole(text: str | None, otherwise: int) -> int:
    if text is None or len(text) > 9:
        return otherwise
    try:
        return min(max(int(text), -_MOST), _MOST)
    except ValueError:
        return otherwise
