"""Keeping a file."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.registry import Ref
from plait.files import rules
from plait.files.models import StoredFile
from plait.history.commands import record


@command
def store(*, data: bytes, name: str, circle: Circle, by: Actor, at: datetime) -> StoredFile:
    """Keep a file for a circle. Bytes that are kept already are not kept twice."""
    rules.check_size(len(data), settings.UPLOAD_LIMIT)
    kept = StoredFile(
        name=rules.safe_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        circle=circle,
        stored_at=at,
    )
    kept.content_type = rules.content_type(kept.name)
    if not default_storage.exists(kept.path):
        default_storage.save(kept.path, ContentFile(data))
    kept.save()
    said = {"name": kept.name, "sha256": kept.sha256}
    record(ref=Ref("file", kept.pk), verb="stored", said=said, by=by, at=at)
    return kept
