"""Many files of minutes in one go: each becomes an import of its own, or says why it did not."""

import hashlib
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record
from plait.meetings.commands.adding import add_minutes
from plait.meetings.given import MOST_FILES, Given
from plait.meetings.models import Batch, BatchFile, FileOutcome, MinutesImport


@command
def open_batch(*, group: Group, token: str, by: Actor, at: datetime) -> Batch:
    """Begin to add files for a group. `token` is the form's own: sent a second time it leads to the same files."""
    before = Batch.objects.filter(token=token).first()
    if before is not None:
        return nothing_changed(before)
    batch = Batch.objects.create(group=group, circle=group.circle, token=token, added_at=at, added_by_id=by.person_id)
    record(ref=Ref("batch", batch.pk), verb="opened", said={"group": group.name}, by=by, at=at)
    return batch


@command
def add_to_batch(*, batch: Batch, given: Given, queue: bool = True, by: Actor, at: datetime) -> BatchFile:
    """Add one file. What was here already is not added again; what cannot be taken is kept with its sentence."""
    held = Batch.objects.select_for_update(of=("self",)).select_related("group__circle").get(pk=batch.pk)
    files = BatchFile.objects.filter(batch=held)
    position = files.count() + 1
    if position > MOST_FILES:
        raise Refusal(f"At most {MOST_FILES} files are added in one go. Add the others after these.")
    file = BatchFile(batch=held, position=position, name=given.name[-255:])
    try:
        _take(file, given, queue=queue, by=by, at=at)
    except Refusal as refusal:
        file.outcome, file.said, file.minutes_import = FileOutcome.LEFT_OUT, refusal.sentence, None
    file.save()
    if file.outcome != FileOutcome.ADDED:
        said = {"name": file.name, "why": file.said or FileOutcome(file.outcome).label}
        record(ref=Ref("batch", held.pk), verb="left_out", said=said, by=by, at=at)
    return file


def _take(file: BatchFile, given: Given, *, queue: bool, by: Actor, at: datetime) -> None:
    """Errors: Refusal where the file cannot be kept."""
    if given.why_not:
        raise Refusal(given.why_not)
    data, group = given.data(), file.batch.group
    checksum = hashlib.sha256(data).hexdigest()
    before = MinutesImport.objects.filter(group=group, checksum=checksum).first()
    if before is not None:
        twice = BatchFile.objects.filter(batch=file.batch, minutes_import=before, outcome=FileOutcome.ADDED).first()
        file.outcome = FileOutcome.TWICE if twice else FileOutcome.HERE
        file.said = f"The same as “{twice.name}”." if twice else ""
        file.minutes_import = before
        return
    name = given.name.replace("\\", "/").rpartition("/")[2]
    file.minutes_import = add_minutes(group=group, data=data, name=name, queue=queue, by=by, at=at)
    file.outcome = FileOutcome.ADDED
