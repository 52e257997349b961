"""What is kept for how long, what is held, and what was taken away. No row here holds a word of what was removed."""

from django.db import models
from django.db.models import Q

from plait.core.models import Keeping, Record

SEEN = "seen by those who keep and dispose of records"


class Period(Record):
    """How many months after its last change a kind of record falls due for review. Without a row nothing falls due."""

    keeping = Keeping(None, "with-the-installation", True, False, SEEN)

    retention = models.CharField(max_length=40, unique=True)
    months = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("retention",)
        constraints = [models.CheckConstraint(condition=Q(months__gt=0), name="period_is_some_months")]


class Review(Record):
    """That somebody looked at a record and keeps it until a day, and why."""

    keeping = Keeping(None, "with-the-installation", True, False, SEEN)

    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    keep_until = models.DateField()
    because = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("kind", "key"), name="record_reviewed_once")]


class Hold(Record):
    """A legal hold: nothing of this record is disposed of, and no words are removed from it, until it is lifted."""

    keeping = Keeping(None, "with-the-installation", True, True, SEEN)

    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    because = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=200, blank=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "key"), condition=Q(lifted_at__isnull=True), name="record_held_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="hold_lifted_by_somebody",
            ),
        ]


class WordsRemoval(Record):
    """That words were taken out everywhere: how many places of what, never which words. `counts`: place -> number."""

    keeping = Keeping(None, "history", True, False, SEEN)

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    counts = models.JSONField()
    files = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-at", "-pk")


class Disposal(Record):
    """That a record was disposed of: what it was by its reference alone, and what went with it. It outlives it."""

    keeping = Keeping(None, "history", True, False, SEEN)

    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    reference = models.CharField(max_length=80)
    because = models.CharField(max_length=300)
    counts = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [models.UniqueConstraint(fields=("kind", "key"), name="record_disposed_once")]
