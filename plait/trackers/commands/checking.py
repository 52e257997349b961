"""Checking the rows: changing, leaving out, ticking, and saying that a row is another action."""

from collections.abc import Collection
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Stale
from plait.trackers import rules
from plait.trackers.choices import RowWords
from plait.trackers.commands.held import Held
from plait.trackers.commands.owners import Owners
from plait.trackers.comparing import as_new
from plait.trackers.models import RowState, TrackerImport, TrackerRow
from plait.trackers.queries.imports import UNDECIDED


@command
def set_ticks(
    *, tracker: TrackerImport, shown: Collection[int], ticked: Collection[int], by: Actor, at: datetime
) -> None:
    """Keep which of the rows on a page (`shown`, keys) are ticked; those left out or confirmed stay as they are."""
    held = Held.checking(tracker, by, at)
    open_ = list(TrackerRow.objects.filter(tracker=held.tracker, pk__in=shown, state__in=UNDECIDED).order_by("number"))
    on = [row for row in open_ if row.pk in ticked and row.state == RowState.UNTICKED]
    off = [row for row in open_ if row.pk not in ticked and row.state == RowState.TICKED]
    if not on and not off:
        return nothing_changed(None)
    TrackerRow.objects.filter(pk__in=[row.pk for row in on]).update(state=RowState.TICKED)
    TrackerRow.objects.filter(pk__in=[row.pk for row in off]).update(state=RowState.UNTICKED)
    held.tell("ticked", {"ticked": [row.label for row in on], "unticked": [row.label for row in off]})
    return None


@command
def change_row(*, row: TrackerRow, to: RowWords, version: int, by: Actor, at: datetime) -> TrackerRow:
    """Change the words, owners, date or status of a row. `version` is the row's, as it was seen."""
    held = Held.checking(row.tracker, by, at)
    found = held.row(row)
    if version != found.version:
        raise Stale(f"Somebody changed {found.label} since you opened it. Look at it again, then decide.")
    before = _as_said(found)
    found.wording = rules.check_wording(to.wording)
    found.due_kind, found.due_on, found.due_words = to.due.kind, to.due.on, to.due.words[:300]
    found.status = to.status
    Owners(found).give(to.owners)
    after = _as_said(found)
    if after == before:
        return nothing_changed(found)
    if found.state == RowState.UNTICKED and not found.action_id and not found.risk_id and not Owners(found).waits():
        found.state = RowState.TICKED
    held.save(found)
    held.changed(f"changed {found.label}", "changed", {"label": found.label, "from": before, "to": after})
    return found


@command
def drop_row(*, row: TrackerRow, by: Actor, at: datetime) -> TrackerRow:
    """Leave a row out. It stays on the page and can be taken back in."""
    held = Held.checking(row.tracker, by, at)
    found = held.row(row)
    if found.state == RowState.DROPPED:
        return nothing_changed(found)
    found.state = RowState.DROPPED
    held.save(found)
    held.changed(f"left {found.label} out", "dropped", {"label": found.label})
    return found


@command
def restore_row(*, row: TrackerRow, by: Actor, at: datetime) -> TrackerRow:
    """Take a row back in: ticked, unless a question about its owner is open."""
    held = Held.checking(row.tracker, by, at)
    found = held.row(row)
    if found.state != RowState.DROPPED:
        return nothing_changed(found)
    found.state = RowState.UNTICKED if Owners(found).waits() else RowState.TICKED
    held.save(found)
    held.changed(f"took {found.label} back in", "restored", {"label": found.label})
    return found


@command
def enter_as_new(*, row: TrackerRow, by: Actor, at: datetime) -> TrackerRow:
    """It only looks like something known: it is another action or risk, and will be entered as new."""
    held = Held.checking(row.tracker, by, at)
    found = held.row(row)
    if not found.action_id and not found.risk_id:
        return nothing_changed(found)
    was = str(found.action or found.risk)
    as_new(found)
    held.save(found)
    held.changed(f"said that {found.label} is new", "as_new", {"label": found.label, "was": was})
    return found


def _as_said(row: TrackerRow) -> dict[str, object]:
    return {
        "wording": row.wording,
        "owners": [owner.said for owner in Owners(row).now()],
        "due": row.due_words or (row.due_on.isoformat() if row.due_on else ""),
        "status": row.status,
    }
