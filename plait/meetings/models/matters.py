"""What waits to be talked about: matters for a group's next agenda."""

from django.db import models
from django.db.models import F, Q

from plait.access.models import Circle
from plait.core.models import Keeping, Record
from plait.groups.models import Group
from plait.people.models import Person


class MatterState(models.TextChoices):
    WAITING = "waiting", "Waits for the next agenda"
    TAKEN = "taken", "On an agenda"
    DROPPED = "dropped", "Dropped"


class Matter(Record):
    """Something a group means to talk about when it next meets.

    `origin_kind` and `origin_key` name where it came from, without words; `first_line` and `last_line` are the lines
    of the minutes it was read from, where it was. `settled_*`: when it was taken onto an agenda or dropped.
    """

    keeping = Keeping("circle", "meeting", True, True)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    wording = models.TextField()
    origin_kind = models.CharField(max_length=40, blank=True)
    origin_key = models.BigIntegerField(null=True, blank=True)
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=MatterState.choices, default=MatterState.WAITING)
    because = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("raised_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MatterState.WAITING, settled_at__isnull=True)
                | (Q(state__in=(MatterState.TAKEN, MatterState.DROPPED)) & Q(settled_at__isnull=False)),
                name="matter_settled_at_when_settled",
            ),
            models.CheckConstraint(
                condition=Q(first_line__isnull=True, last_line__isnull=True) | Q(last_line__gte=F("first_line")),
                name="matter_lines_in_order",
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_key__isnull=True)
                | (~Q(origin_kind="") & Q(origin_key__isnull=False)),
                name="matter_origin_has_its_key",
            ),
        ]
        indexes = [
            models.Index(fields=("group", "state", "raised_on"), name="matter_of_group"),
            models.Index(fields=("origin_kind", "origin_key"), name="matter_of_origin"),
        ]

    def __str__(self) -> str:
        return self.wording
