"""Confirming: what a person ticked goes into the register or brings it up to date, and nothing twice."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from plait.core.actor import Actor, Way
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.meetings.queries.succession import group_at_work
from plait.trackers.commands.entering import Entering
from plait.trackers.commands.held import Held
from plait.trackers.comparing import Comparing
from plait.trackers.models import RowState, TrackerImport, TrackerRow, TrackerState
from plait.trackers.queries.imports import UNDECIDED
from plait.trackers.rules import check_group

AT_ONCE = 50  # rows of one transaction, when many go in


@command
def confirm(
    *, tracker: TrackerImport, version: int | None = None, most: int | None = None, by: Actor, at: datetime
) -> TrackerImport:
    """Put every ticked row (at most `most` of them) into the register, or bring what it is there up to date.

    Confirming again changes nothing. A row that another import has brought in meanwhile is not entered a second time:
    it waits, compared anew, for a person to decide.
    """
    Group.objects.select_for_update().get(pk=tracker.group_id)
    held = Held.of(tracker, by, at)
    ticked = _ticked(held.tracker, most)
    if held.tracker.state == TrackerState.CONFIRMED or not ticked:
        return nothing_changed(held.tracker)
    held = Held.checking(tracker, by, at)
    held.check_seen(version)
    group = check_group(held.tracker, group_at_work(held.tracker.group, on=timezone.localdate(at)))
    meanwhile = {row.pk for row in Comparing(held.tracker).entered_meanwhile(ticked)}
    confirmed, refused = [], []
    entering = Entering(held, group)
    for row in ticked:
        if row.pk in meanwhile:
            row.state = RowState.UNTICKED if row.state == RowState.TICKED else row.state
            held.save(row)
        elif why := entering.enter(row):
            refused.append(f"{row.label}: {why}")
        else:
            confirmed.append(row)
    _finish_when_decided(held)
    labels = [row.label for row in confirmed]
    held.changed(f"confirmed {_many(len(labels))}", "confirmed", {"labels": labels, "refused": refused})
    return held.tracker


@command
def finish(*, tracker: TrackerImport, version: int | None = None, by: Actor, at: datetime) -> TrackerImport:
    """Leave out what is not in the register, and end the checking."""
    held = Held.checking(tracker, by, at)
    held.check_seen(version)
    mine = TrackerRow.objects.filter(tracker=held.tracker)
    if not mine.filter(state__in=(RowState.CONFIRMED, RowState.NOTHING)).exists():
        raise Refusal("Nothing of this tracker is confirmed yet. Confirm what is right first.")
    rest = mine.filter(state__in=UNDECIDED)
    labels = [row.label for row in rest.order_by("number")]
    rest.update(state=RowState.DROPPED, changed_at=at, changed_by=by.person_id)
    _finish_when_decided(held)
    held.changed("ended the checking", "finished", {"left_out": labels})
    return held.tracker


@command
def confirm_in_turn(*, tracker: TrackerImport, version: int | None = None, by: Actor, at: datetime) -> TrackerImport:
    """The same for many rows: they go in one batch after another, in the background, and hold up nobody."""
    held = Held.checking(tracker, by, at)
    held.check_seen(version)
    if not _ticked(held.tracker, 1):
        return nothing_changed(held.tracker)
    confirm_ticked.enqueue(held.tracker.pk, by.name, by.person_id)
    held.tell("queued", {})
    return held.tracker


@task()
def confirm_ticked(key: int, name: str, person: int | None) -> None:
    """Confirm for the person who pressed the button, until nothing is ticked. What is not through stays ticked."""
    by = Actor(Way.SIGNED_IN, name, person)
    while True:
        tracker = TrackerImport.objects.select_related("group", "circle").defer("book").get(pk=key)
        if not TrackerRow.objects.filter(tracker=tracker, state=RowState.TICKED).exists():
            return
        if tracker.state != TrackerState.ROWS:
            return
        confirm(tracker=tracker, most=AT_ONCE, by=by, at=timezone.now())


def _ticked(tracker: TrackerImport, most: int | None) -> list[TrackerRow]:
    found = TrackerRow.objects.select_for_update(of=("self",)).filter(tracker=tracker, state=RowState.TICKED)
    rows = list(found.select_related("action", "risk", "before").order_by("number")[:most])
    for row in rows:
        row.tracker = tracker
    return rows


def _finish_when_decided(held: Held) -> None:
    if not TrackerRow.objects.filter(tracker=held.tracker, state__in=UNDECIDED).exists():
        held.tracker.state, held.tracker.confirmed_at = TrackerState.CONFIRMED, held.at
        held.tracker.save(update_fields=["state", "confirmed_at"])


def _many(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
