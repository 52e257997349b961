"""The same log again: which row is which row of an earlier import, by the reference printed and by the words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_ALIKE: Final = 0.5  # with the same reference
_NEARLY: Final = 0.85  # with another reference, or none
_NOT_WORDS: Final = re.compile(r"[^\w\s]|_")
_PARTS: Final = re.compile(r"[a-z]+|\d+")
_COMMON: Final = 40  # a word in more rows than this tells nothing
_LOOKED_AT: Final = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """What tells a row from another."""

    reference: str
    wording: str


def plain_words(wording: str) -> str:
    """The words without case and punctuation."""
    return " ".join(_NOT_WORDS.sub(" ", wording).casefold().split())


def plain_reference(reference: str) -> str:
    """POG01, "POG 1" and "pog-001" are all pog1."""
    return "".join(part.lstrip("0") if part.isdigit() else part for part in _PARTS.findall(reference.casefold()))


def alike(one: str, other: str) -> float:
    """0 to 1: how much of the words is the same, in the same order. Both plain."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def same_rows(now: Sequence[Printed], before: Sequence[Printed]) -> dict[int, int]:
    """Position now -> position before; no row is taken twice. The same reference and words count most."""
    words = [plain_words(each.wording) for each in before]
    mine = [plain_words(each.wording) for each in now]
    references = [plain_reference(each.reference) for each in before]
    found: dict[int, int] = {}
    free = set(range(len(before)))

    def take(at: int, offered: Iterable[int], least: float) -> None:
        scored = [(alike(mine[at], words[n]), -n) for n in offered if n in free]
        best, where = max(scored, default=(0.0, 0))
        if best >= least:
            found[at] = -where
            free.discard(-where)

    by_reference, by_words = _filed(references), _filed(words)
    own = [plain_reference(each.reference) for each in now]
    for exact in (True, False):
        for at in range(len(now)):
            if at not in found and own[at]:
                take(at, by_reference.get(own[at], ()), 1.0 if exact else _ALIKE)
    for at in range(len(now)):
        if at not in found:
            take(at, by_words.get(mine[at], ()), 1.0)
    near = _Near(words)
    for at in range(len(now)):
        if at not in found:
            take(at, near.to(mine[at]), _NEARLY)
    return found


def _filed(keys: Sequence[str]) -> Mapping[str, list[int]]:
    filed: defaultdict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key:
            filed[key].append(at)
    return filed


class _Near:
    """Rows that share rare words, without comparing every row with every other."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            for word in set(text.split()):
                self._rows[word].append(at)

    def to(self, text: str) -> list[int]:
        shared: Counter[int] = Counter()
        for word in set(text.split()):
            if len(rows := self._rows.get(word, ())) <= _COMMON:
                shared.update(rows)
        return [at for at, _ in shared.most_common(_LOOKED_AT)]
