"""Adding a file of minutes, reading it again, and putting back into the queue what a dead worker left behind."""

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
from plait.meetings.commands.reading import read_minutes
from plait.meetings.models import ImportState, MinutesImport
from plait.meetings.rules import MOST_TRIES

SILENT_AFTER = timedelta(minutes=5)
GAVE_UP = (
    f"Reading this file stopped {MOST_TRIES} times before it came to an end. Save the minutes again as a new .docx or "
    ".txt file and add that. The file you added is kept."
)


@command
def add_minutes(*, group: Group, data: bytes, name: str, queue: bool = True, by: Actor, at: datetime) -> MinutesImport:
    """Keep a file of minutes for a group and put it into the queue to be read; `queue=False`: the caller reads it.

    A file that was added to the group before is not added twice: its import comes back.
    """
    checksum = hashlib.sha256(data).hexdigest()
    Group.objects.select_for_update().get(pk=group.pk)
    before = MinutesImport.objects.filter(group=group, checksum=checksum).first()
    if before is not None:
        return nothing_changed(before)
    file = store(data=data, name=name, circle=group.circle, by=by, at=at)
    minutes = MinutesImport.objects.create(
        group=group,
        circle=group.circle,
        file=file,
        checksum=checksum,
        added_at=at,
        added_by_id=by.person_id,
        heard_at=at,
    )
    if queue:
        _queue(minutes)
    said = {"file": file.name, "group": group.name}
    record(ref=Ref("minutes_import", minutes.pk), verb="added", said=said, by=by, at=at)
    return minutes


@command
def read_again(*, minutes: MinutesImport, queue: bool = True, by: Actor, at: datetime) -> MinutesImport:
    """Read a refused file once more, for instance after Plait has learnt a new format."""
    locked = MinutesImport.objects.select_for_update().get(pk=minutes.pk)
    if locked.state in (ImportState.WAITING, ImportState.READING):
        return nothing_changed(locked)
    if locked.state != ImportState.REFUSED:
        raise Refusal("This file has been read. Open it to check what was read.")
    locked.state, locked.refusal, locked.refused_as = ImportState.WAITING, "", ""
    locked.tries, locked.heard_at, locked.step, locked.counts = 0, at, "", {}
    locked.save()
    if queue:
        _queue(locked)
    record(ref=Ref("minutes_import", locked.pk), verb="put_back", said={}, by=by, at=at)
    return locked


@command
def put_back(*, by: Actor, at: datetime) -> int:
    """Files whose reading gave no sign of life for five minutes go back into the queue, or are given up.

    One that only waits its turn in the queue is left there. Returns how many were put back or given up.
    """
    silent = MinutesImport.objects.select_for_update().filter(
        state__in=(ImportState.WAITING, ImportState.READING), heard_at__lt=at - SILENT_AFTER
    )
    moved = 0
    for minutes in silent.order_by("pk"):
        if minutes.state == ImportState.WAITING and _still_queued(minutes):
            continue
        moved += 1
        minutes.heard_at = at
        if minutes.tries >= MOST_TRIES:
            minutes.state, minutes.refusal, minutes.refused_as = ImportState.REFUSED, GAVE_UP, "unreadable"
            minutes.save()
            record(ref=Ref("minutes_import", minutes.pk), verb="refused", said={"why": GAVE_UP}, by=by, at=at)
            continue
        minutes.state = ImportState.WAITING
        minutes.save()
        _queue(minutes)
        record(ref=Ref("minutes_import", minutes.pk), verb="put_back", said={}, by=by, at=at)
    return moved if moved else nothing_changed(0)


def _queue(minutes: MinutesImport) -> None:
    """The task is written in this transaction: it runs only if the import stands."""
    minutes.task = str(read_minutes.enqueue(minutes.pk).id)
    minutes.save(update_fields=["task"])


def _still_queued(minutes: MinutesImport) -> bool:
    return bool(minutes.task) and DBTaskResult.objects.filter(pk=minutes.task, status="READY").exists()
