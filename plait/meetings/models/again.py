"""What a person chose where a meeting's minutes came a second time and the register has moved on."""

from django.db import models
from django.db.models import Q

from plait.actions.models import Action
from plait.core.models import Keeping, Record
from plait.meetings.models.imports import MinutesImport
from plait.people.models import Person


class AgainWay(models.TextChoices):
    TAKE = "take", "Take what these minutes say"
    KEEP = "keep", "Leave the register as it is"
    NEW = "new", "Put it in as another action"
    CLOSE = "close", "Close it: it is no longer in the minutes"


class AgainChoice(Record):
    """What is to become of one action of the register. `seen` is its version when that was chosen.

    Where the action has moved on since, the choice no longer holds and it is asked anew.
    """

    keeping = Keeping("minutes_import__circle", "meeting", True, True)

    minutes_import = models.ForeignKey(MinutesImport, models.PROTECT, related_name="again_choices")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=AgainWay.choices)
    seen = models.PositiveIntegerField()
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("minutes_import", "pk")
        constraints = [
            models.UniqueConstraint(fields=("minutes_import", "action"), name="again_chosen_once"),
            models.CheckConstraint(condition=Q(way__in=AgainWay.values), name="again_way_known"),
        ]
