"""Adding a tracker, reading it again, and putting back into the queue what a dead worker left behind."""

import hashlib
from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.files.commands import store
from plait.groups.models import Group
from plait.history.commands import record
from plait.trackers.commands.held import Held
from plait.trackers.commands.reading import read_tracker
from plait.trackers.models import TrackerImport, TrackerState
from plait.trackers.rules import MOST_TRIES

SILENT_AFTER = timedelta(minutes=5)
GAVE_UP = (
    f"Reading this file stopped {MOST_TRIES} times before it came to an end. Copy the log into a new workbook and add "
    "that. The file you added is kept."
)


@command
def add_tracker(*, group: Group, data: bytes, name: str, queue: bool = True, by: Actor, at: datetime) -> TrackerImport:
    """Keep a spreadsheet for a group and put it into the queue to be read; `queue=False`: the caller reads it.

    A file that was added to the group before is not added twice: its import comes back.
    """
    checksum = hashlib.sha256(data).hexdigest()
    Group.objects.select_for_update().get(pk=group.pk)
    before = TrackerImport.objects.filter(group=group, checksum=checksum).defer("book").first()
    if before is not None:
        return nothing_changed(before)
    file = store(data=data, name=name, circle=group.circle, by=by, at=at)
    tracker = TrackerImport.objects.create(
        group=group,
        circle=group.circle,
        file=file,
        checksum=checksum,
        added_at=at,
        added_by_id=by.person_id,
        heard_at=at,
    )
    if queue:
        _queue(tracker)
    said = {"file": file.name, "group": group.name}
    record(ref=Ref("tracker", tracker.pk), verb="added", said=said, by=by, at=at)
    return tracker


@command
def read_again(*, tracker: TrackerImport, queue: bool = True, by: Actor, at: datetime) -> TrackerImport:
    """Read a refused file once more, for instance after Plait has learnt more."""
    held = Held.of(tracker, by, at)
    locked = held.tracker
    if locked.state in (TrackerState.WAITING, TrackerState.READING):
        return nothing_changed(locked)
    if locked.state != TrackerState.REFUSED:
        raise Refusal("This file has been read. Open it to check what was read.")
    locked.state, locked.refusal, locked.tries, locked.heard_at = TrackerState.WAITING, "", 0, at
    locked.save()
    if queue:
        _queue(locked)
    held.tell("put_back", {})
    return locked


@command
def put_back(*, by: Actor, at: datetime) -> int:
    """Files whose reading gave no sign of life for five minutes go back into the queue, or are given up.

    One that only waits its turn in the queue is left there. Returns how many were put back or given up.
    """
    silent = TrackerImport.objects.select_for_update(of=("self",)).filter(
        state__in=(TrackerState.WAITING, TrackerState.READING), heard_at__lt=at - SILENT_AFTER
    )
    moved = 0
    for tracker in silent.order_by("pk"):
        if tracker.state == TrackerState.WAITING and _still_queued(tracker):
            continue
        moved += 1
        tracker.heard_at = at
        held = Held(tracker, by, at)
        if tracker.tries >= MOST_TRIES:
            tracker.state, tracker.refusal = TrackerState.REFUSED, GAVE_UP
            tracker.save()
            held.tell("refused", {"why": GAVE_UP})
            continue
        tracker.state = TrackerState.WAITING
        tracker.save()
        _queue(tracker)
        held.tell("put_back", {})
    return moved if moved else nothing_changed(0)


def _queue(tracker: TrackerImport) -> None:
    """The task is written in this transaction: it runs only if the import stands."""
    tracker.task = str(read_tracker.enqueue(tracker.pk).id)
    tracker.save(update_fields=["task"])


def _still_queued(tracker: TrackerImport) -> bool:
    return bool(tracker.task) and DBTaskResult.objects.filter(pk=tracker.task, status="READY").exists()
