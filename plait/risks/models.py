"""Risks: what could go wrong, who answers for it, and the scores as a register prints them."""

from django.db import models
from django.db.models import Q

from plait.access.models import Circle
from plait.actions.models import OwnerKind
from plait.core.models import Keeping, Record
from plait.core.references import say_reference
from plait.groups.models import Group
from plait.people.models import Agency, Person, Post

PREFIX = "RISK"


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Risk(Record):
    """RISK-0007. Scores are text as printed ("4", "IV", "4 x 5"): nothing is worked out from them.

    The scores stand twice: before the controls and after them. `origin_kind` and `origin_key` name where it came
    from, without words; `printed_reference` is what the register it came from calls it.
    """

    keeping = Keeping("circle", "risk", True, True)

    number = models.PositiveIntegerField(unique=True)
    wording = models.TextField()
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    origin_kind = models.CharField(max_length=40, blank=True)
    origin_key = models.BigIntegerField(null=True, blank=True)
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    printed_reference = models.CharField(max_length=40, blank=True)
    raised_on = models.DateField()
    likelihood = models.CharField(max_length=60, blank=True)
    impact = models.CharField(max_length=60, blank=True)
    score = models.CharField(max_length=60, blank=True)
    likelihood_after = models.CharField(max_length=60, blank=True)
    impact_after = models.CharField(max_length=60, blank=True)
    score_after = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=60, blank=True)
    controls = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=RiskState.choices, default=RiskState.OPEN)
    because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RiskState.OPEN, closed_at__isnull=True)
                | Q(state=RiskState.CLOSED, closed_at__isnull=False),
                name="risk_closed_at_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_key__isnull=True)
                | (~Q(origin_kind="") & Q(origin_key__isnull=False)),
                name="risk_origin_has_its_key",
            ),
        ]
        indexes = [
            models.Index(fields=("group", "state", "number"), name="risk_of_group"),
            models.Index(fields=("origin_kind", "origin_key"), name="risk_of_origin"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return say_reference(PREFIX, self.number)


class RiskOwner(Record):
    """Who answers for a risk. `words` are the register's own; `as_written` names nobody known here."""

    keeping = Keeping("risk__circle", "risk", True, True)

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="owners")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=OwnerKind.choices)
    words = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("risk", "position")
        constraints = [
            models.UniqueConstraint(fields=("risk", "position"), name="risk_owner_has_its_place"),
            models.CheckConstraint(
                condition=Q(kind=OwnerKind.PERSON, person__isnull=False)
                | Q(kind=OwnerKind.POST, post__isnull=False)
                | Q(kind=OwnerKind.AGENCY, agency__isnull=False)
                | Q(kind=OwnerKind.GROUP, group__isnull=False)
                | Q(kind__in=(OwnerKind.EVERYONE, OwnerKind.AS_WRITTEN)),
                name="risk_owner_names_its_owner",
            ),
        ]

    @property
    def said(self) -> str:
        """Who it is, in words."""
        return str(self.person or self.post or self.agency or self.group or self.words)
