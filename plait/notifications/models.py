"""The outbox: what is to be said to whom, written in the transaction of what caused it. Delivery comes later."""

from django.db import models

from plait.core.models import Keeping, Record
from plait.people.models import Person


class Message(Record):
    """A template and its context: references and safe titles only, never case detail."""

    keeping = Keeping(None, "message", False, True, "seen by its receiver and by those who run the installation")

    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    template = models.CharField(max_length=60)
    context = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-written_at", "-pk")
