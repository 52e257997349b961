"""Many files of minutes added in one go: each is an import of its own, and what they are together."""

from django.db import models
from django.db.models import Q

from plait.access.models import Circle
from plait.core.models import Keeping, Record
from plait.groups.models import Group
from plait.meetings.models.imports import MinutesImport
from plait.people.models import Person


class FileOutcome(models.TextChoices):
    ADDED = "added", "Added"
    HERE = "here", "Here already"
    TWICE = "twice", "Twice among these files"
    LEFT_OUT = "left_out", "Not added"


class Batch(Record):
    """Files added for a group in one go. `token` tells a form that was sent twice."""

    keeping = Keeping("circle", "meeting", True, True)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    token = models.CharField(max_length=40, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-added_at", "-pk")


class BatchFile(Record):
    """One of the files. `minutes_import` is what it became, or what was here already; `said` why it was left out."""

    keeping = Keeping("batch__circle", "meeting", True, True)

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    outcome = models.CharField(max_length=10, choices=FileOutcome.choices)
    said = models.TextField(blank=True)
    minutes_import = models.ForeignKey(MinutesImport, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("batch", "position")
        constraints = [
            models.UniqueConstraint(fields=("batch", "position"), name="batch_file_has_its_place"),
            models.CheckConstraint(
                condition=Q(outcome=FileOutcome.LEFT_OUT, minutes_import__isnull=True)
                | (~Q(outcome=FileOutcome.LEFT_OUT) & Q(minutes_import__isnull=False)),
                name="batch_file_added_is_an_import",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=FileOutcome.LEFT_OUT) | ~Q(said=""), name="batch_file_left_out_says_why"
            ),
        ]
