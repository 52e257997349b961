"""What changed between two texts, said in sentences. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_ENDS = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z0-9“‘(])")
_NUMBER = re.compile(r"^\s*(?:[-*•]|\(?[0-9a-z]{1,3}(?:\.[0-9]{1,2}){0,3}[.)])\s+")
_MOST = 2_500  # pairs of sentences that are compared word by word; beyond that, all is taken out and put in
_ALIKE = 0.5  # of a sentence that stayed: below this, one was taken out and another put in


class Change(StrEnum):
    NEW = "New"
    GONE = "Taken out"
    CHANGED = "Changed"
    MOVED = "Moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """`was` is empty for what is new, `now` for what was taken out; both are the same for what only moved."""

    change: Change
    was: str
    now: str


def sentences(text: str) -> list[str]:
    """One by one, without the blanks between them. The number of a clause stays with it."""
    found: list[str] = []
    for line in text.splitlines():
        words = " ".join(line.split())
        number = _NUMBER.match(words)
        head = number.end() if number else 0
        parts = [part for part in _ENDS.split(words[head:]) if part]
        if parts:
            found += [words[:head] + parts[0], *parts[1:]]
    return found


def differences(before: str, after: str) -> list[Difference]:
    """In the order of the later text."""
    was, now = sentences(before), sentences(after)
    plain_was, plain_now = [_plain(s) for s in was], [_plain(s) for s in now]
    found: list[Difference] = []
    for tag, a, b, c, d in SequenceMatcher(None, plain_was, plain_now).get_opcodes():
        if tag != "equal":
            found += _pairs(was[a:b], now[c:d])
    return _moved(found)


def _plain(sentence: str) -> str:
    """A clause that is only numbered anew is the same clause."""
    return _NUMBER.sub("", sentence).strip()


def _pairs(was: Sequence[str], now: Sequence[str]) -> list[Difference]:
    """Each new sentence with the next old one that is like it."""
    found: list[Difference] = []
    at = 0 if len(was) * len(now) <= _MOST else len(was)
    if at:
        found = [Difference(Change.GONE, gone, "") for gone in was]
    for sentence in now:
        like = next((i for i in range(at, len(was)) if _is_like(was[i], sentence)), None)
        if like is None:
            found.append(Difference(Change.NEW, "", sentence))
            continue
        found += [Difference(Change.GONE, gone, "") for gone in was[at:like]]
        found.append(Difference(Change.CHANGED, was[like], sentence))
        at = like + 1
    return [*found, *(Difference(Change.GONE, gone, "") for gone in was[at:])]


def _is_like(one: str, other: str) -> bool:
    words, others = _plain(one).lower().split(), _plain(other).lower().split()
    return SequenceMatcher(None, words, others).ratio() >= _ALIKE


def _moved(found: Sequence[Difference]) -> list[Difference]:
    """What was taken out in one place and put in at another only moved."""
    gone = {_plain(d.was) for d in found if d.change == Change.GONE}
    came = {_plain(d.now) for d in found if d.change == Change.NEW}
    both = gone & came
    kept = [d for d in found if not (d.change == Change.GONE and _plain(d.was) in both)]
    return [
        Difference(Change.MOVED, d.now, d.now) if d.change == Change.NEW and _plain(d.now) in both else d for d in kept
    ]
