"""Files one may open, their bytes, and whether those are still what was stored."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.files.models import StoredFile
from plait.files.parts import Part


def files_for(viewer: Viewer) -> QuerySet[StoredFile]:
    return visible_to(StoredFile.objects.select_related("circle"), viewer)


def read(kept: StoredFile) -> bytes:
    """Raises FileNotFoundError where the bytes are gone, and another OSError while the storage does not answer."""
    with default_storage.open(kept.place, "rb") as source:
        return bytes(source.read())


def read_part(kept: StoredFile, part: Part) -> bytes:
    """Only these bytes come from the storage. Raises as `read` does."""
    found: bytes = default_storage.read_part(kept.place, part.start, part.length)  # type: ignore[attr-defined]
    return found


def read_whole(kept: StoredFile) -> bytes:
    """As `read`; bytes that are not what was stored count as gone."""
    data = read(kept)
    if hashlib.sha256(data).hexdigest() != kept.sha256:
        raise FileNotFoundError(f"the bytes of file {kept.pk} are not what was stored")
    return data


def is_whole(kept: StoredFile) -> bool:
    """Whether the bytes are there and are what their checksum says. Raises OSError while the storage is silent."""
    try:
        read_whole(kept)
    except FileNotFoundError:
        return False
    return True


def damaged() -> Iterator[StoredFile]:
    """Files whose bytes are missing or are not what their checksum says."""
    for kept in StoredFile.objects.order_by("pk").iterator():
        if not is_whole(kept):
            yield kept
