"""How letters reach a person: what they chose, and what came back."""

from django.db import models
from django.db.models import Q

from plait.core.models import Keeping, Record
from plait.notifications.models.letters import Message
from plait.people.models import Person


class How(models.TextChoices):
    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Together, once a day"
    OFF = "off", "Not at all"


class Preference(Record):
    """How somebody wants the letters of one topic."""

    keeping = Keeping(None, "person", True, True, "seen by the person and by those who run the installation")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=40)
    how = models.CharField(max_length=10, choices=How.choices)

    class Meta:
        ordering = ("person", "topic")
        constraints = [models.UniqueConstraint(fields=("person", "topic"), name="preference_once")]


class ReturnedAddress(Record):
    """An address from which letters come back, until it is settled: corrected, or tried again."""

    keeping = Keeping(None, "person", True, True, "seen by those who keep the list of people")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    address = models.EmailField()
    since = models.DateTimeField()
    code = models.CharField(max_length=40, blank=True)
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-since", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "address"), condition=Q(settled_at__isnull=True), name="returned_once"
            )
        ]
