"""One full-text index for every kind of record. Each row belongs to the circle of its record."""

from typing import Any

from django.db import models

from plait.access.models import Circle
from plait.core.models import Keeping, Record
from plait.search.places import place_of


class PlaceField(models.BigIntegerField):  # type: ignore[type-arg]
    """Worked out of kind, key and part whenever a row is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        row: Any = model_instance
        row.place = place_of(row.kind, row.key, row.part)
        return row.place


class SearchRow(Record):
    """What may be found of a record, or of one part of a long text.

    `kind` and `key` name the record, `part` counts the passages of a long text from 1 (0: the record itself);
    `page` and `line` say where a passage stands. `title`, `text` and `inside` are what is found; `inside` only by
    those whom the circle holds, never by somebody outside it who answers for the record. `group` is a group's key,
    `on` the record's day.
    """

    keeping = Keeping("circle", "with-its-record", False, True)

    place = PlaceField(unique=True, editable=False)
    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    part = models.PositiveIntegerField(default=0)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    group = models.BigIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    inside = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            # not for safety (`place` gives that): it tells PostgreSQL that a match is one record
            models.UniqueConstraint(fields=["kind", "key", "part"], name="found_once")
        ]
