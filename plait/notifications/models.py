"""The outbox: what is to be said to whom, written in the transaction of what caused it."""

from django.db import models

from plait.core.models import Keeping, Record
from plait.people.models import Person


class Message(Record):
    """A template and its context: references and safe titles only, never case detail.

    One with `send_by` goes out by e-mail until then. `sealed` holds what nobody may read here, a code or a link:
    encrypted, and erased when it was sent or can be sent no more. `address` where it is not the person's own of then.
    """

    keeping = Keeping(None, "message", False, True, "seen by its receiver and by those who run the installation")

    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    address = models.EmailField(blank=True)
    template = models.CharField(max_length=60)
    context = models.JSONField()
    written_at = models.DateTimeField()
    sealed = models.TextField(blank=True)
    send_by = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-written_at", "-pk")
        indexes = [
            models.Index(
                fields=("send_by",),
                condition=models.Q(send_by__isnull=False, sent_at__isnull=True),
                name="message_waits",
            )
        ]
