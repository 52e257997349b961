"""Bytes in the storage that no record has: what was begun and did not end, and what was disposed of."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.files.storage import default_storage

from plait.files.models import StoredFile
from plait.files.places import is_place

log = logging.getLogger("plait.files")


def strays(*, before: datetime) -> Iterator[str]:
    """Their names, of those kept before a time: younger ones may belong to what is being added just now."""
    for folder in sorted(default_storage.listdir("")[0]):
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
        places = {name for name in names if is_place(name)}
        known = set(StoredFile.objects.filter(place__in=places).values_list("place", flat=True))
        yield from (name for name in sorted(places - known) if default_storage.get_modified_time(name) < before)


def take_away(places: Iterable[str]) -> int:
    """Delete these unless a record has them; how many went. What cannot be deleted now is logged and left."""
    went = 0
    for place in places:
        if StoredFile.objects.filter(place=place).exists():
            continue
        try:
            default_storage.delete(place)
        except OSError:
            log.exception("bytes that no record has could not be deleted")
        else:
            went += 1
    return went
