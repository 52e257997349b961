"""The rows of a tracker in words: what is new, what is known already, what changed, and what could not be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.actions.models import DueKind, OwnerKind
from plait.core.dates import say, say_near
from plait.trackers.models import Against, RowKind, RowOwner, RowState, RowStatus, TrackerRow
from plait.trackers.rules import can_change_row

_NAMES = {
    "wording": "Words",
    "owners": "Owner",
    "agency": "Agency",
    "due": "Due",
    "status_words": "Status",
    "comments": "Update",
    "scores": "Scores",
    "controls": "Controls",
    "direction": "Direction",
}
HEADINGS = {
    Against.NEW: "New",
    Against.CHANGED: "Changed in the log since the last import",
    Against.TOUCHED: "Changed in the log, and in Plait",
    Against.KNOWN: "In the register already",
    Against.SAME: "Unchanged since the last import",
}
ORDER = tuple(HEADINGS)


@dataclass(frozen=True, slots=True)
class OwnerShown:
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """`mark` is became, dropped, waits, nothing or empty. `differs` are name, before and now."""

    key: int
    label: str
    where: str
    words: str
    owners: list[OwnerShown]
    facts: str
    notes: list[str]
    comments: str
    differs: list[tuple[str, str, str]]
    mark: str
    ticked: bool
    can_change: bool
    record: str
    record_url: str
    url: str
    drop_url: str
    restore_url: str
    new_url: str


@dataclass(frozen=True, slots=True)
class RowsSection:
    slug: str
    heading: str
    why: str
    rows: list[RowShown]


_WHY = {
    Against.TOUCHED: "Somebody changed these in Plait after the last import. They stay as they are in Plait unless you "
    "tick them: then what the log says is written to them.",
    Against.KNOWN: "The register has an action in the same words, from minutes perhaps. It is not entered again. Tick "
    "it to write to it what the log says.",
    Against.CHANGED: "What the log says otherwise than last time is written to the action or risk.",
    Against.SAME: "Nothing happens with these.",
}


def sections(rows: Iterable[TrackerRow], waiting: set[str], *, several: bool, today: date) -> list[RowsSection]:
    """Rows under their headings. `waiting` are words that are asked for; `several`: the file has several sheets."""
    found: dict[Against, list[RowShown]] = {}
    for row in rows:
        found.setdefault(Against(row.against), []).append(shown(row, waiting, several=several, today=today))
    return [
        RowsSection(against.value, HEADINGS[against], _WHY.get(against, ""), found[against])
        for against in ORDER
        if against in found
    ]


def shown(row: TrackerRow, waiting: set[str], *, several: bool, today: date) -> RowShown:
    """`row` carries its owners as `owners_now`."""
    owners: Sequence[RowOwner] = row.owners_now  # type: ignore[attr-defined]
    asked = any(owner.kind == OwnerKind.AS_WRITTEN and owner.words in waiting for owner in owners)
    record = row.action or row.risk
    key, number = row.tracker_id, row.number
    return RowShown(
        key=row.pk,
        label=row.label,
        where=f"{row.sheet}, row {row.row}" if several else f"Row {row.row}",
        words=row.wording,
        owners=[_owner(owner) for owner in owners] or [OwnerShown("Nobody named", "")],
        facts=_facts(row, today),
        notes=list(row.notes),
        comments=str(row.read.get("comments", ""))[:600],
        differs=[(_NAMES[name], _value(was), _value(now)) for name, (was, now) in row.differs.items()],
        mark=_mark(row, asked),
        ticked=row.state == RowState.TICKED,
        can_change=can_change_row(row) and row.state != RowState.NOTHING,
        record=record.reference if record else "",
        record_url=_record_url(row),
        url=reverse("change_tracker_row", args=[key, number]),
        drop_url=reverse("drop_tracker_row", args=[key, number]),
        restore_url=reverse("restore_tracker_row", args=[key, number]),
        new_url=reverse("enter_tracker_row_as_new", args=[key, number]),
    )


def _mark(row: TrackerRow, asked: bool) -> str:
    if row.state == RowState.CONFIRMED:
        return "became"
    if row.state in (RowState.DROPPED, RowState.NOTHING):
        return row.state
    return "waits" if asked and row.against in (Against.NEW, Against.CHANGED) else ""


def _record_url(row: TrackerRow) -> str:
    if row.action:
        return reverse("action", args=[row.action.reference])
    if row.risk:
        return f"{reverse('risks', args=[row.tracker.group.slug])}#{row.risk.reference}"
    return ""


def _owner(owner: RowOwner) -> OwnerShown:
    if owner.kind == OwnerKind.AS_WRITTEN:
        return OwnerShown(owner.words, "as written")
    return OwnerShown(owner.said, "" if owner.said == owner.words else owner.words)


def _facts(row: TrackerRow, today: date) -> str:
    """Reference, day, due and status in a line."""
    parts = [f"reference {row.reference}"] if row.reference else []
    if row.raised_on:
        parts.append(f"raised {say_near(row.raised_on, today)}")
    elif row.read.get("raised"):
        parts.append(f"raised: {row.read['raised']}")
    if row.kind == RowKind.ACTION:
        parts.append(_due(row, today))
    else:
        parts += [f"{name.replace('_', ' ')} {words}" for name, words in (row.read.get("scores") or {}).items()]
        parts.append(f"direction {row.read['direction']}" if row.read.get("direction") else "")
    parts.append(_status(row, today))
    said = [part for part in parts if part]
    return ". ".join(part[:1].upper() + part[1:] for part in said) + "."


def _due(row: TrackerRow, today: date) -> str:
    words = row.due_words
    if row.due_on is None:
        return f"due “{words}”, without a day" if words else "no date"
    day = say_near(row.due_on, today)
    as_printed = row.due_kind == DueKind.DATE and words in ("", say(row.due_on))
    return f"due {day}" if as_printed else f"due {day}, printed “{words}”"


def _status(row: TrackerRow, today: date) -> str:
    printed = f", printed “{row.status_words}”" if row.status_words else ""
    label = RowStatus(row.status).label.lower()
    if row.status in (RowStatus.DONE, RowStatus.NOT_DONE):
        day = f" on {say_near(row.closed_on, today)}" if row.closed_on else ", the day is not known"
        return f"{label}{day}{printed}"
    return f"{label}{printed}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {words}" for name, words in value.items()) or "nothing"
    return str(value) or "nothing"
