"""Circles: the only boundary. A circle is a set of people who may know."""

from django.db import models
from django.db.models import F, Q

from plait.core.models import Keeping, Record
from plait.people.models import Partnership, Person

BOUNDARY = "it is the boundary itself"


class Level(models.TextChoices):
    PARTNERSHIP = "partnership", "The partnership"
    GROUP = "group", "A group"
    RESTRICTED = "restricted", "Restricted"


class Role(models.TextChoices):
    """Stored as slugs. A role comes from a seat or an appointment, never from a name."""

    BUSINESS_UNIT = "business_unit", "Business unit"
    MEMBER = "member", "Member"
    SCRUTINEER = "scrutineer", "Independent scrutineer"


class Circle(Record):
    """A set of people who may know: a level, its grants and its exclusions. An exclusion beats every grant."""

    keeping = Keeping(None, "access", True, False, BOUNDARY)

    name = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=Level.choices)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="circle_level_known"),
            models.UniqueConstraint(fields=("partnership", "name"), name="circle_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def restricted(self) -> bool:
        return self.level == Level.RESTRICTED


class Grant(Record):
    """A person or a role belongs to a circle, from a day until a day (the first day it no longer does)."""

    keeping = Keeping(None, "access", True, True, BOUNDARY)

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, role="") | Q(person__isnull=True, role__in=Role.values),
                name="grant_person_or_role",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="grant_dates_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=("person", "circle"), name="grant_of_person"),
            models.Index(fields=("role", "circle"), name="grant_of_role"),
        ]


class Exclusion(Record):
    """A person who may not know, whatever grants say: a conflict of interest, until it is lifted."""

    keeping = Keeping(None, "access", True, True, BOUNDARY)

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    lifted = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "person"), condition=Q(lifted=False), name="excluded_once_from_circle"
            )
        ]


class RoleHolding(Record):
    """That a person holds a role, from a day until a day. Seats and appointments write it."""

    keeping = Keeping(None, "access", True, True, BOUNDARY)

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="role_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=("person", "role"), condition=Q(ends_on__isnull=True), name="role_held_once"
            ),
        ]
