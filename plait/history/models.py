"""Who did what when. Rows are only ever added; triggers in the database see to it.

An `Entry` is one record changed by one command. What was said stands apart in `Detail`, which can be replaced
(a mistaken name), while the entry keeps the salted hash of what it said first; another entry signs what it says
now. A `Seal` binds an entry to the one sealed before it.
A `Reading` says who opened restricted material; it is not chained.
"""

from django.db import models
from django.db.models import Q

from plait.core.models import Keeping, Record


class Entry(Record):
    """`kind` and `key` name the record without a foreign key, so that the entry outlives it."""

    keeping = Keeping(None, "history", True, True, "an entry is seen by whoever may see its record")

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    way = models.CharField(max_length=20)
    person_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    detail_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=("kind", "key", "id"), name="history_of_record"),
            models.Index(fields=("person_id",), name="history_by_person"),
            # Few do anything on somebody's behalf.
            models.Index(
                fields=("on_behalf_of_id",), condition=Q(on_behalf_of_id__isnull=False), name="history_on_behalf"
            ),
        ]


class Detail(Record):
    """What was said, in a form that can be removed: `said` holds names and words, `salt` hides them from guessing."""

    keeping = Keeping(None, "history-detail", True, True, "an entry is seen by whoever may see its record")

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="detail", primary_key=True)
    salt = models.CharField(max_length=32)
    said = models.JSONField()

    class Meta:
        ordering = ("entry",)


class Seal(Record):
    """A link of the chain. `entry_key` is a plain number, so that a missing entry can be told from an unsealed one."""

    keeping = Keeping(None, "history", True, False, "hashes only")

    position = models.PositiveBigIntegerField(primary_key=True)
    entry_key = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("position",)


class Sealer(Record):
    """One row, locked by whoever seals: one holder at a time."""

    keeping = Keeping(None, "history", False, False, "one row that is only ever locked")

    last_sealed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)


class Reading(Record):
    """That somebody opened, downloaded or exported restricted material."""

    keeping = Keeping(None, "history", True, True, "seen by administrators and the record's readers")

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    how = models.CharField(max_length=20)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=("kind", "key", "id"), name="readings_of_record")]
