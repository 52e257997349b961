"""How a room is reached from below without being imported: each app fills in its kinds of record when it starts.

Every call is in bulk. A reference is (kind, key) without words; its words come from `describe`, which says
"a restricted record" to one who may not know.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from plait.core.actor import Actor


class Viewer(Protocol):
    """Somebody who looks: a signed-in user."""

    @property
    def person_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    kind: str
    key: int


@dataclass(frozen=True, slots=True)
class Told:
    """A record in words, as far as this viewer may know. `lead` stands before the title ("8 July 2026, meeting")."""

    ref: Ref
    reference: str
    title: str
    lead: str = ""
    detail: str = ""
    url: str = ""
    on: date | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Something a person or a group holds, and would leave behind."""

    ref: Ref
    words: str


Describe = Callable[[Sequence[int], Viewer], Mapping[int, Told]]
Follow = Callable[[Sequence[int]], Mapping[int, Sequence[Ref]]]
Holdings = Callable[[Ref], Sequence[Holding]]
Repoint = Callable[[Ref, Ref, Actor, datetime], int]
Tell = Callable[[str, Mapping[str, object]], str]
Export = Callable[[Viewer], Iterable[Mapping[str, object]]]
Dispose = Callable[[Sequence[int], Actor, datetime], int]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """What an app says of one kind of record. `tell` puts a verb of its history into words."""

    slug: str
    name: str
    describe: Describe
    came_from: Follow | None = None
    led_to: Follow | None = None
    holdings: Holdings | None = None
    repoint: Repoint | None = None
    tell: Tell | None = None
    export: Export | None = None
    dispose: Dispose | None = None


_kinds: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> None:
    """Called in AppConfig.ready(). A slug is given once."""
    if kind.slug in _kinds and _kinds[kind.slug] != kind:
        raise ValueError(f"The kind {kind.slug!r} is registered twice.")
    _kinds[kind.slug] = kind


def kinds() -> tuple[RecordKind, ...]:
    return tuple(_kinds[slug] for slug in sorted(_kinds))


def kind(slug: str) -> RecordKind:
    return _kinds[slug]


def describe(refs: Iterable[Ref], viewer: Viewer) -> dict[Ref, Told]:
    """Words for many references at once, one call a kind. What is unknown or hidden is told as restricted."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        by_kind[ref.kind].append(ref.key)
    told: dict[Ref, Told] = {}
    for slug, keys in by_kind.items():
        known = _kinds[slug].describe(keys, viewer) if slug in _kinds else {}
        for key in keys:
            ref = Ref(slug, key)
            told[ref] = known.get(key) or Told(ref, "", "A restricted record", restricted=True)
    return told


def came_from(refs: Iterable[Ref]) -> dict[Ref, list[Ref]]:
    """Where each record came from, asked of every kind that knows."""
    return _follow(refs, lambda k: k.came_from)


def led_to(refs: Iterable[Ref]) -> dict[Ref, list[Ref]]:
    """What came of each record: the record's own kind and every kind above may know something."""
    return _follow(refs, lambda k: k.led_to)


def _follow(refs: Iterable[Ref], way: Callable[[RecordKind], Follow | None]) -> dict[Ref, list[Ref]]:
    found: dict[Ref, list[Ref]] = {ref: [] for ref in refs}
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for ref in found:
        by_kind[ref.kind].append(ref.key)
    for slug, keys in by_kind.items():
        ask = way(_kinds[slug]) if slug in _kinds else None
        if ask is not None:
            for key, there in ask(keys).items():
                found[Ref(slug, key)].extend(there)
    return found


def holdings(of: Ref) -> list[Holding]:
    """Everything this person or group holds in any room."""
    return [held for k in kinds() if k.holdings for held in k.holdings(of)]


def repoint(old: Ref, new: Ref, *, by: Actor, at: datetime) -> int:
    """Move everything that points at `old` to `new`; returns how many records moved."""
    return sum(k.repoint(old, new, by, at) for k in kinds() if k.repoint)
