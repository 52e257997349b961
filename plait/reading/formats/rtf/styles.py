"""The styles of rich text: only which of them are headings matters, as every paragraph says the rest itself."""

import re
from typing import Final

_HEADING: Final = re.compile(r"\s*heading\s*([1-9])\s*;", re.I)
_TITLE: Final = re.compile(r"\s*title\s*;", re.I)


class Styles:
    def __init__(self) -> None:
        self._levels: dict[int, int] = {}
        self._number = 0
        self._outline: int | None = None
        self._name = ""

    def take(self, word: str, number: int | None) -> None:
        """A command inside the style sheet."""
        if word == "s":
            self._number = number or 0
        elif word == "outlinelevel":
            self._outline = number

    def say(self, text: str) -> None:
        self._name += text[:100]

    def end(self) -> None:
        """The group of one style has ended."""
        if match := _HEADING.match(self._name):
            self._levels[self._number] = min(int(match[1]), 6)
        elif _TITLE.match(self._name):
            self._levels[self._number] = 1
        elif self._outline is not None and 0 <= self._outline < 9:
            self._levels[self._number] = min(self._outline + 1, 6)
        self._number, self._outline, self._name = 0, None, ""

    def heading(self, number: int) -> int:
        """1 to 6, or 0 for a style that is no heading."""
        return self._levels.get(number, 0)
