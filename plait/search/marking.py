"""A few words around what was found, with the found words marked: pieces of plain text, never markup."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plait.search.asked import Asked, fold

AROUND = 260  # characters
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (
    "", "s", "es", "e", "ed", "d", "ing", "er", "ers", "or", "ors", "ion", "ions", "ation", "ations", "ate", "ates",
    "ated", "ating", "al", "ally", "ly", "ment", "ments", "y", "ies", "ied", "i", "ity", "ive", "ness", "able", "ible",
    "ance", "ence", "ise", "ised", "ising", "isation", "ful", "less",
)  # fmt: skip
_BY_LENGTH = sorted(_ENDINGS, key=len, reverse=True)
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Piece:
    words: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`line`: how many lines of the text stand before the one where the words are."""

    pieces: Sequence[Piece]
    line: int


def marked(text: str, asked: Asked) -> list[Piece]:
    """The whole text in pieces."""
    return list(_pieces(text, _found(text, asked), 0, len(text)))


def excerpt(text: str, asked: Asked) -> Excerpt | None:
    """About `AROUND` characters of the text where most of the words asked for stand together; None where none does."""
    found = _found(text, asked)
    if not found:
        return None
    best = max(range(len(found)), key=lambda n: (_different(found, n), -n))
    start, end = _window(text, found[best][0])
    inner = list(_pieces(text, [span for span in found if span[0] >= start and span[1] <= end], start, end))
    pieces = [*([Piece("… ")] if start else []), *inner, *([Piece(" …")] if end < len(text) else [])]
    return Excerpt(pieces, text.count("\n", 0, found[best][0]))


Span = tuple[int, int, int]  # from, to, which of the words asked for


def _different(found: Sequence[Span], first: int) -> int:
    """How many of the words asked for stand within an excerpt that begins with this one."""
    last = bisect_left(found, found[first][0] + AROUND * 3 // 4, key=lambda span: span[0])
    return len({which for _, _, which in found[first:last]})


def _window(text: str, at: int) -> tuple[int, int]:
    """Where an excerpt around `at` begins and ends: between words."""
    start = max(0, at - AROUND // 4)
    end = min(len(text), start + AROUND)
    if start:
        blank = text.find(" ", start, at)
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", at, end)
        end = blank if blank > at else end
    return start, end


def _found(text: str, asked: Asked) -> list[Span]:
    words = [word for phrase in asked.phrases for word in phrase]
    found = []
    for match in _WORD.finditer(text):
        which = _which(fold(match[0]), words, asked)
        if which is not None:
            found.append((match.start(), match.end(), which))
    return found


def _which(word: str, words: Sequence[str], asked: Asked) -> int | None:
    for which, wanted in enumerate(words):
        if same_stem(word, wanted):
            return which
    if asked.beginning:
        if word.startswith(asked.beginning) or same_stem(word, asked.beginning):
            return len(words)
        if any(same_stem(word, ending) for ending in asked.endings):
            return len(words)
    return None


def same_stem(one: str, other: str) -> bool:
    """Whether two words differ in an English ending only. Nearly what the databases do; it only decides on marks."""
    if one == other:
        return True
    if one[:_SHORTEST_STEM] != other[:_SHORTEST_STEM]:
        return False
    return bool(_stems(one) & _stems(other))


def _stems(word: str) -> set[str]:
    stems = set()
    for ending in _BY_LENGTH:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word[: len(word) - len(ending)]
            stems.add(stem)
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
                stems.add(stem[:-1])  # "planned" and "plan"
    return stems


def _pieces(text: str, found: Sequence[Span], start: int, end: int) -> Iterator[Piece]:
    at = start
    for first, last, _ in found:
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first:last], marked=True)
        at = last
    if at < end:
        yield Piece(text[at:end])
