"""Files one may open, their bytes, and whether those are still what was stored."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.files.models import StoredFile


def files_for(viewer: Viewer) -> QuerySet[StoredFile]:
    return visible_to(StoredFile.objects.select_related("circle"), viewer)


def read(kept: StoredFile) -> bytes:
    with default_storage.open(kept.path, "rb") as source:
        return bytes(source.read())


def is_whole(kept: StoredFile) -> bool:
    """Whether the bytes are there and are what their checksum says."""
    return default_storage.exists(kept.path) and hashlib.sha256(read(kept)).hexdigest() == kept.sha256


def damaged() -> Iterator[StoredFile]:
    """Files whose bytes are missing or are not what their checksum says."""
    for kept in StoredFile.objects.order_by("pk").iterator():
        if not is_whole(kept):
            yield kept
