"""Which findings of two files of one meeting are the same, and in what they differ. Pure: words in, pairs out."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from plait.meetings.rules import plain_words

LIKE = 0.6  # of 1: a changed date, owner or verb stays above it, another task of the same owner falls below
_MOST = 200_000  # pairs: beyond it only equal words are paired
_STEM = 6  # letters: "sibling" and "siblings" are one
_SAYS_LITTLE = frozenset(
    word
    for line in (
        "a an the of to and or for in on at by with from that this is are be will it its as about into all action",
        "actions has have been not no any their them they she he her his who whether out up if when send ask find",
        "check bring add get give take make update ensure monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december week month end next",
        "meeting before until",
    )
    for word in line.split()
)

N = TypeVar("N", bound=Hashable)
B = TypeVar("B", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Difference:
    """`what` is wording, owners or due; `before` and `now` are words for a person."""

    what: str
    before: str
    now: str


def pair(now: Mapping[N, str], before: Mapping[B, str]) -> dict[N, B]:
    """Each of `now` with the one of `before` that says the same or nearly so; each is paired once, the likest first."""
    paired: dict[N, B] = {}
    plain_now = {key: plain_words(words) for key, words in now.items()}
    plain_before = {key: plain_words(words) for key, words in before.items()}
    left: dict[str, list[B]] = {}
    for old, words in plain_before.items():
        left.setdefault(words, []).append(old)
    for new, words in plain_now.items():
        if left.get(words):
            paired[new] = left[words].pop(0)
    rest_now = {key: _telling(words) for key, words in plain_now.items() if key not in paired}
    taken = set(paired.values())
    rest_before = {key: _telling(words) for key, words in plain_before.items() if key not in taken}
    if len(rest_now) * len(rest_before) <= _MOST:
        _pair_alike(paired, rest_now, rest_before)
    return paired


def _pair_alike(paired: dict[N, B], now: Mapping[N, frozenset[str]], before: Mapping[B, frozenset[str]]) -> None:
    taken: set[B] = set()
    alike = [
        (likeness, i, j, new, old)
        for i, (new, words) in enumerate(now.items())
        for j, (old, others) in enumerate(before.items())
        if (likeness := _likeness(words, others)) >= LIKE
    ]
    for _, _, _, new, old in sorted(alike, key=lambda each: (-each[0], each[1], each[2])):
        if new not in paired and old not in taken:
            paired[new] = old
            taken.add(old)


def _telling(plain: str) -> frozenset[str]:
    """The words that say what is to be done: not who ("KO to …"), not when, nothing that stands in any action."""
    words = plain.split()
    who = words.index("to") if "to" in words[:8] else -1
    rest = words[who + 1 :]
    return frozenset(word[:_STEM] for word in rest if word not in _SAYS_LITTLE and not word.isdigit())


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Of 1: how much of both stands in the other."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
