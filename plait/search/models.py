"""One full-text index for every kind of record. Each row belongs to the circle of its record."""

from django.db import models

from plait.access.models import Circle
from plait.core.models import Keeping, Record


class SearchRow(Record):
    """`title` and `text` are what may be found; `kind` and `key` name the record."""

    keeping = Keeping("circle", "with-its-record", False, True)

    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("kind", "key"), name="found_once")]
