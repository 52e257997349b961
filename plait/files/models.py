"""Stored files. Each has bytes of its own under a random name; who may open them is the circle's affair."""

from django.db import models

from plait.access.models import Circle
from plait.core.models import Keeping, Record


class StoredFile(Record):
    """A file as it came. `sha256` is in hexadecimal, `size` in bytes; `name` is what the person called it.

    `place` is its name in the storage: random, so that a listing tells nothing and no address can be guessed.
    """

    keeping = Keeping("circle", "with-its-record", True, True)

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=120)
    place = models.CharField(max_length=100)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ("-stored_at", "-pk")
        indexes = [
            models.Index(fields=("sha256",), name="file_by_checksum"),
            models.Index(fields=("place",), name="file_by_place"),
        ]

    def __str__(self) -> str:
        return self.name
