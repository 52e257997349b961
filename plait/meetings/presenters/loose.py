"""Loose ends in words: what was said, why it was picked, and what it may become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plait.core.registry import Ref, Told
from plait.meetings.models import ImportState, LooseEnd, LooseWay, MinutesImport
from plait.meetings.presenters.findings import say_lines

_WAYS = [(way.value, way.label) for way in LooseWay]


@dataclass(frozen=True, slots=True)
class Offer:
    """One loose end. `became` names what it was entered as; without it `ways` are offered under `field`."""

    label: str
    words: str
    why: str
    lines: str
    anchor: str
    field: str
    ways: Sequence[tuple[str, str, bool]]
    became: str
    became_url: str


@dataclass(frozen=True, slots=True)
class LoosePart:
    """`form` is the form that the choices go with; `own` where it is one of its own, as the rest is confirmed."""

    key: int
    offers: Sequence[Offer]
    count: int
    form: str
    own: bool


def loose_part(minutes: MinutesImport, ends: Sequence[LooseEnd], told: Mapping[Ref, Told]) -> LoosePart:
    confirmed = minutes.state == ImportState.CONFIRMED
    offers = [_offer(end, told) for end in ends]
    left = sum(1 for end in ends if not end.way or (confirmed and end.way != LooseWay.NOTHING and not end.became_kind))
    return LoosePart(minutes.pk, offers, left, "loose-form" if confirmed else "confirm", confirmed)


def _offer(end: LooseEnd, told: Mapping[Ref, Told]) -> Offer:
    became = told.get(Ref(end.became_kind, end.became_key)) if end.became_kind and end.became_key else None
    who = f" Said by {end.who}." if end.who and end.who not in end.why else ""
    return Offer(
        label=end.label,
        words=end.words,
        why=f"{end.why.rstrip('.')}.{who}" if end.why else who.strip(),
        lines=say_lines(end.first_line, end.last_line),
        anchor=f"#line-{end.first_line}",
        field=f"loose-{end.number}",
        ways=[] if became else [(value, label, value == end.way) for value, label in _WAYS],
        became=_became(end, became) if became else "",
        became_url=became.url if became else "",
    )


def _became(end: LooseEnd, told: Told) -> str:
    return told.reference or LooseWay(end.way).label
