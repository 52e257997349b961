"""Loose ends: what was said in a meeting and labelled by nobody, offered while the minutes are checked."""

from django.db import models
from django.db.models import F, Q

from plait.core.models import Keeping, Record
from plait.meetings.models.imports import MinutesImport
from plait.people.models import Person


class LooseWay(models.TextChoices):
    """What a person makes of it."""

    ACTION = "action", "An action"
    ENQUIRY = "enquiry", "An enquiry"
    MATTER = "matter", "A matter for the next agenda"
    RISK = "risk", "A risk"
    NOTHING = "nothing", "Nothing"


class LooseEnd(Record):
    """`why` says why the words were picked, `who` who said them. `way` is empty until somebody chooses.

    `became_kind` and `became_key` name what it was entered as on confirming.
    """

    keeping = Keeping("minutes_import__circle", "meeting", True, True)

    minutes_import = models.ForeignKey(MinutesImport, models.PROTECT, related_name="loose_ends")
    number = models.PositiveIntegerField()
    words = models.TextField()
    kind = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=500, blank=True)
    who = models.CharField(max_length=200, blank=True)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=LooseWay.choices, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    became_kind = models.CharField(max_length=40, blank=True)
    became_key = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("minutes_import", "number")
        constraints = [
            models.UniqueConstraint(fields=("minutes_import", "number"), name="loose_end_label_once"),
            models.CheckConstraint(condition=Q(last_line__gte=F("first_line")), name="loose_end_lines_in_order"),
            models.CheckConstraint(condition=Q(way__in=["", *LooseWay.values]), name="loose_end_way_known"),
            models.CheckConstraint(
                condition=Q(became_kind="", became_key__isnull=True)
                | (~Q(became_kind="") & Q(became_key__isnull=False)),
                name="loose_end_became_something",
            ),
        ]

    @property
    def label(self) -> str:
        return f"L{self.number}"
