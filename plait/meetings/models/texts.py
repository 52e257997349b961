"""The lines of a document, kept in parts so that a page never loads more of a long one than it shows."""

from django.db import models
from django.db.models import Q

from plait.access.models import Circle
from plait.core.models import Keeping, Record

PART = 200  # lines


class MinutesText(Record):
    """The text of one set of minutes, as its lines were read."""

    keeping = Keeping("circle", "meeting", True, True)

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    lines = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)


class TextPart(Record):
    """`PART` lines from `first_line` (1-based). `words` is one string a line; `layout` says how each was set."""

    keeping = Keeping("text__circle", "meeting", True, True)

    text = models.ForeignKey(MinutesText, models.PROTECT, related_name="parts")
    first_line = models.PositiveIntegerField()
    words = models.JSONField()
    layout = models.JSONField()

    class Meta:
        ordering = ("text", "first_line")
        constraints = [
            models.UniqueConstraint(fields=("text", "first_line"), name="text_part_once"),
            models.CheckConstraint(condition=Q(first_line__gte=1), name="text_part_from_line_one"),
        ]
