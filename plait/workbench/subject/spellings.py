"""A name as people write it: with blanks, hyphens and apostrophes of every kind, surname first, over two lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_APART: Final = re.compile(r"[\s\-‐‑'’.,]+")
_BETWEEN: Final = r"[\s\-‐‑'’.,]{1,4}"
_LONGEST: Final = 240  # characters of a line that are shown
SHORTEST: Final = 2  # letters of a spelling


@dataclass(frozen=True)
class Spellings:
    """What is looked for. `words` are the names, addresses or numbers as they were typed."""

    words: tuple[str, ...]

    @property
    def parts(self) -> list[list[str]]:
        """The single words of each spelling: a text that holds it holds each of them."""
        return [[part for part in _APART.split(words) if part] for words in self.words]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ways = []
        for parts in self.parts:
            told = [re.escape(part) for part in parts]
            ways.append(_BETWEEN.join(told))
            if len(told) > 1:
                ways.append(_BETWEEN.join([told[-1], *told[:-1]]))  # the surname first
        return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)

    def lines_in(self, text: str) -> Iterator[tuple[int, str]]:
        """The number of each line, from 1, in which a spelling begins, and its words around it."""
        seen: set[int] = set()
        for match in self._pattern.finditer(text):
            number = text.count("\n", 0, match.start()) + 1
            if number not in seen:
                seen.add(number)
                yield number, _around(text, match)


def spelt(words: Sequence[str]) -> Spellings:
    """Blank and doubled spellings are left out."""
    tidy = (" ".join(each.split()) for each in words)
    return Spellings(tuple(dict.fromkeys(each for each in tidy if len(_APART.sub("", each)) >= SHORTEST)))


def _around(text: str, match: re.Match[str]) -> str:
    """The line, or both where the name goes over a line's end; of a long one what stands near the name."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    end = len(text) if end < 0 else end
    first, last = max(start, match.start() - _LONGEST // 2), min(end, match.end() + _LONGEST // 2)
    before, after = "… " if first > start else "", " …" if last < end else ""
    return before + " ".join(text[first:last].split()) + after
