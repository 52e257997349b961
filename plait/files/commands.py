"""Keeping a file."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.files import rules, scanning
from plait.files.models import StoredFile
from plait.files.queries import is_whole
from plait.history.commands import Change, record, record_all


@command
def store(*, data: bytes, name: str, circle: Circle, by: Actor, at: datetime) -> StoredFile:
    """Keep a file for a circle. Bytes that are kept already are not kept twice."""
    rules.check_size(len(data), settings.UPLOAD_LIMIT)
    scanning.check(data, at=settings.CLAMD)
    kept = StoredFile(
        name=rules.safe_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        circle=circle,
        stored_at=at,
    )
    kept.content_type = rules.content_type(kept.name)
    if not is_whole(kept):  # bytes that were cut off or spoilt are replaced
        default_storage.delete(kept.path)
        default_storage.save(kept.path, ContentFile(data))
    kept.save()
    said = {"name": kept.name, "sha256": kept.sha256}
    record(ref=Ref("file", kept.pk), verb="stored", said=said, by=by, at=at)
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
