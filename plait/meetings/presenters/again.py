"""Minutes of a meeting that is here already: what differs, what is new, what is gone, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from plait.actions.models import Action, State
from plait.core.dates import say_near
from plait.meetings.likeness import Difference
from plait.meetings.models import AgainChoice, AgainWay, Decision, FindingState, MinutesImport
from plait.meetings.presenters.amounts import many
from plait.meetings.queries.again import Matched, Stood

_WHAT = {"wording": "Words", "owners": "Who", "due": "By when"}
_STATE = {State.NOT_STARTED: "not started", State.ON_THE_WAY: "on the way", State.BLOCKED: "blocked"}


@dataclass(frozen=True, slots=True)
class Way:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Differing:
    """`what` is set in bold; `said` goes on with how it was and how it is."""

    what: str
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the register. `asks`: it has moved on, so that nothing happens without an answer.

    `field` names its radio buttons; without ways it is a tick box, or nothing at all.
    """

    label: str
    key: int
    kind: str
    anchor: str
    reference: str
    url: str
    words: str
    differences: Sequence[Differing]
    asks: bool
    told: str
    field: str
    ways: Sequence[Way]
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class AgainPart:
    title: str
    lead: str
    asks: Sequence[Row]
    changed: Sequence[Row]
    gone: Sequence[Row]
    same: Sequence[Row]
    waiting: Sequence[tuple[str, str]]
    can_change: bool


def again_part(
    minutes: MinutesImport,
    files: Sequence[MinutesImport],
    found: Sequence[Matched],
    gone: Sequence[Stood],
    chosen: Mapping[int, AgainChoice],
    today: date,
    *,
    can_change: bool,
) -> AgainPart:
    """`files` are the other files of this meeting, `chosen` the choices by the key of their action."""
    changed = [each for each in found if not each.same]
    same = [each for each in found if each.same]
    before = [each for each in files if each.meeting_id is not None]
    rows = [_changed(each, minutes, today) for each in changed]
    return AgainPart(
        title="These minutes came before" if before else "Another file of this meeting waits",
        lead=_lead(before, changed, same, gone) if before else _waits(files),
        asks=[row for row in rows if row.asks],
        changed=[row for row in rows if not row.asks],
        gone=[_gone(each, minutes, chosen, today) for each in gone],
        same=[_row(each, minutes) for each in same],
        waiting=[(each.file.name, reverse("minutes_import", args=[each.pk])) for each in files if each not in before],
        can_change=can_change,
    )


def _lead(
    before: Sequence[MinutesImport], changed: Sequence[Matched], same: Sequence[Matched], gone: Sequence[Stood]
) -> str:
    names = " and ".join(f"“{each.file.name}”" for each in before[-2:])
    counted = ", ".join(
        part
        for part in (
            f"{len(changed)} say something else" if len(changed) != 1 else "1 says something else",
            f"{len(same)} the same",
            f"{len(gone)} no longer in it" if gone else "",
        )
        if part
    )
    return (
        f"{names} put this meeting into the register. Of what stands there: {counted}. What is new stands further down."
    )


def _waits(files: Sequence[MinutesImport]) -> str:
    return (
        f"{many(len(files), 'other file')} of this meeting waits to be confirmed. Confirm the earlier one first, "
        "and this one then shows what is different."
        if len(files) == 1
        else f"{many(len(files), 'other file')} of this meeting wait to be confirmed. Confirm the earliest first, "
        "and the others then show what is different."
    )


def _row(each: Matched, minutes: MinutesImport, **more: object) -> Row:
    found, record = each.finding, each.stood.record
    said: dict[str, object] = {
        "label": found.label,
        "key": found.pk,
        "kind": found.kind,
        "anchor": f"#line-{found.first_line}",
        "reference": record.reference,
        "url": _url(record),
        "words": found.wording,
        "differences": (),
        "asks": False,
        "told": "",
        "field": "",
        "ways": (),
    }
    return Row(**{**said, **more})  # type: ignore[arg-type]


def _changed(each: Matched, minutes: MinutesImport, today: date) -> Row:
    record = each.stood.record
    found = each.finding
    ticked = found.state == FindingState.TICKED
    differing = [Differing(_WHAT[d.what], _differs(d)) for d in each.differences]
    if isinstance(record, Decision):
        return _row(each, minutes, differences=differing, ticked=ticked)
    chosen = each.choice.way if each.choice else "" if each.needs_asking else AgainWay.TAKE
    ways = [AgainWay.KEEP, AgainWay.NEW] if each.stood.closed else [AgainWay.TAKE, AgainWay.KEEP, AgainWay.NEW]
    return _row(
        each,
        minutes,
        differences=differing,
        asks=each.needs_asking and each.choice is None,
        told=_told(each.stood, minutes, today) if each.needs_asking else "",
        field=f"again-{record.pk}",
        ways=[Way(way, AgainWay(way).label, way == chosen) for way in ways],
        ticked=ticked,
    )


def _differs(difference: Difference) -> str:
    """The new words stand above already."""
    if difference.what == "wording":
        return f"were “{difference.before}”"
    return f"was {difference.before}, is now {difference.now}."


def _told(stood: Stood, minutes: MinutesImport, today: date) -> str:
    """What happened to it since, and how it reads in the register now."""
    action = stood.record
    assert isinstance(action, Action)
    if action.circle_id != minutes.circle_id:
        return "It was handed over to another group since."
    if action.closed_at:
        return f"It was closed on {say_near(timezone.localdate(action.closed_at), today)}."
    moved = "It has a hard date, which moves only by a decision." if action.due_hard and not stood.touched else ""
    heard = f", last heard of on {say_near(action.last_heard_on, today)}" if action.last_heard_on else ""
    due = say_near(action.due_on, today) if action.due_on else action.due_words or "no date"
    now = f"In the register it now reads: “{action.wording}” ({due}; {_STATE.get(State(action.state), '')}{heard})."
    return moved or f"Somebody worked on it since. {now}"


def _gone(stood: Stood, minutes: MinutesImport, chosen: Mapping[int, AgainChoice], today: date) -> Row:
    record, base = stood.record, stood.base
    ways: list[Way] = []
    if isinstance(record, Action) and record.is_open:
        choice = chosen.get(record.pk)
        way = choice.way if choice and choice.seen == record.version else AgainWay.KEEP
        ways = [Way(each, AgainWay(each).label, each == way) for each in (AgainWay.KEEP, AgainWay.CLOSE)]
    return Row(
        label="",
        key=record.pk,
        kind=base.kind,
        anchor="",
        reference=record.reference,
        url=_url(record),
        words=base.wording,
        differences=(),
        asks=False,
        told=_told(stood, minutes, today) if stood.touched else "",
        field=f"again-{record.pk}" if ways else "",
        ways=ways,
    )


def _url(record: Action | Decision) -> str:
    if isinstance(record, Action):
        return reverse("action", args=[record.reference])
    return f"{reverse('meeting', args=[record.meeting_id])}#{record.reference}"
