"""Who works, and whose turn it is. The queue itself is django-tasks-db's."""

from django.db import models

from plait.core.models import Keeping, Record


class Turn(Record):
    """A periodic job and the last of its slots that a worker claimed.

    `turns` counts the claims: whoever raises it from the number they saw has the slot, so one worker of many does.
    `task` is the key of that slot's job in the queue. `fault` is the kind of the last fault, or a refusal's sentence.
    """

    keeping = Keeping(None, "operations", False, False, "names of jobs and times only")

    job = models.CharField(max_length=60, unique=True)
    turns = models.PositiveBigIntegerField(default=0)
    slot_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    task = models.CharField(max_length=36, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True)

    class Meta:
        ordering = ("job",)


class Worker(Record):
    """A process that works. `beats` grows while it lives: one whose number stands still for a lease was killed.

    `task` is the key of the job in hand; `done` of `of` is how far that job has come, where it says.
    """

    keeping = Keeping(None, "operations", False, False, "names of machines and times only")

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=100)
    began_at = models.DateTimeField()
    beats = models.PositiveBigIntegerField(default=0)
    task = models.CharField(max_length=36, blank=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("began_at", "pk")
