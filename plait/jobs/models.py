"""The timetable's claims. The queue itself is django-tasks-db's."""

from django.db import models

from plait.core.models import Keeping, Record


class Slot(Record):
    """A periodic job at one of its times: the unique row is the claim, so that one worker of many runs it."""

    keeping = Keeping(None, "operations", False, False, "names of jobs and times only")

    job = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    claimed_at = models.DateTimeField()

    class Meta:
        ordering = ("-starts_at", "job")
        constraints = [models.UniqueConstraint(fields=("job", "starts_at"), name="slot_claimed_once")]
