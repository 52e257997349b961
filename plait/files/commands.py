"""Keeping a file, moving it to another circle, disposing of it."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.files import rules, scanning
from plait.files.leftovers import take_away
from plait.files.models import StoredFile
from plait.files.places import new_place
from plait.history.commands import Change, record, record_all

log = logging.getLogger("plait.files")
SILENT = (
    "The file storage does not answer, so the file was not kept. Try again in a few minutes; "
    "if it stays so, tell whoever runs the installation."
)


@command
def store(*, data: bytes, name: str, circle: Circle, by: Actor, at: datetime) -> StoredFile:
    """Keep a file for a circle, under a random name of its own. Refuses while the storage does not answer."""
    rules.check_size(len(data), settings.UPLOAD_LIMIT)
    scanning.check(data, at=settings.CLAMD)
    kept = StoredFile(
        name=rules.safe_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        place=new_place(),
        circle=circle,
        stored_at=at,
    )
    kept.content_type = rules.content_type(kept.name, data)
    try:
        default_storage.save(kept.place, ContentFile(data))
    except OSError as fault:
        log.exception("a file could not be kept")
        raise Refusal(SILENT) from fault
    kept.save()
    said = {"name": kept.name, "sha256": kept.sha256}
    record(ref=Ref("file", kept.pk), verb="stored", said=said, by=by, at=at)
    return kept


@command
def put_in_place(*, kept: StoredFile, data: bytes, name: str, because: str, by: Actor, at: datetime) -> StoredFile:
    """Put other bytes in the place of a stored file; those of before go for good. What points at it stays."""
    before = kept.place
    kept.name, kept.sha256, kept.size = rules.safe_name(name), hashlib.sha256(data).hexdigest(), len(data)
    kept.place, kept.content_type = new_place(), rules.content_type(rules.safe_name(name), data)
    try:
        default_storage.save(kept.place, ContentFile(data))
    except OSError as fault:
        log.exception("a file could not be put in the place of another")
        raise Refusal(SILENT) from fault
    kept.save()
    record(ref=Ref("file", kept.pk), verb="put_in_place", said={"because": because}, by=by, at=at)
    transaction.on_commit(lambda: take_away([before]))
    return kept


@command
def move_to_circle(*, files: Sequence[int], circle: Circle, by: Actor, at: datetime) -> int:
    """Give files (their keys) to another circle, as the record they belong to went there."""
    moved = StoredFile.objects.filter(pk__in=files).exclude(circle=circle)
    changes = [Change(Ref("file", key), "moved", {"to": circle.name}) for key in moved.values_list("pk", flat=True)]
    if not changes:
        return nothing_changed(0)
    moved.update(circle=circle)
    record_all(changes=changes, by=by, at=at)
    return len(changes)


@command
def dispose(*, files: Sequence[int], because: str, by: Actor, at: datetime) -> int:
    """Take files (their keys) away for good, bytes too. The history keeps that they were there, without their names.

    Refused while a record still needs one of them. The bytes go when the rest is settled; where the storage does not
    answer then, they are strays, which `plait manage stray_files` takes away.
    """
    gone = list(StoredFile.objects.select_for_update().filter(pk__in=files))
    if not gone:
        return nothing_changed(0)
    try:
        StoredFile.objects.filter(pk__in=[kept.pk for kept in gone]).delete()
    except ProtectedError as fault:
        raise Refusal("A file belongs to a record that still needs it. Dispose of that record first.") from fault
    said = {"because": because}
    record_all(changes=[Change(Ref("file", kept.pk), "disposed", said) for kept in gone], by=by, at=at)
    places = sorted({kept.place for kept in gone})
    transaction.on_commit(lambda: take_away(places))
    return len(gone)
