"""Circles: the only boundary. A circle is a set of people who may know."""

from django.db import models
from django.db.models import F, Q

from plait.core.models import Keeping, Record
from plait.people.models import Agency, Partnership, Person

BOUNDARY = "it is the boundary itself"


class Level(models.TextChoices):
    PARTNERSHIP = "partnership", "The partnership"
    GROUP = "group", "A group"
    RESTRICTED = "restricted", "Restricted"


class Role(models.TextChoices):
    """Stored as slugs. A role comes from a seat or an appointment, never from a name."""

    ADMINISTRATOR = "administrator", "Administrator"
    BUSINESS_UNIT = "business_unit", "Business unit"
    CHAIR = "chair", "Chair"
    DEPUTY_CHAIR = "deputy_chair", "Deputy chair"
    MEMBER = "member", "Member"
    DEPUTY = "deputy", "Deputy"
    OBSERVER = "observer", "Observer"
    AGENCY_LEAD = "agency_lead", "Agency lead"
    SCRUTINEER = "scrutineer", "Independent scrutineer"
    SUBSCRIBER = "subscriber", "Subscriber"


# Roles that come from a seat and are held in the circle of its group; the business unit can also be appointed.
FROM_SEATS = (Role.BUSINESS_UNIT, Role.CHAIR, Role.DEPUTY_CHAIR, Role.MEMBER, Role.DEPUTY, Role.OBSERVER)
APPOINTED = (Role.ADMINISTRATOR, Role.BUSINESS_UNIT, Role.AGENCY_LEAD, Role.SCRUTINEER, Role.SUBSCRIBER)


class Came(models.TextChoices):
    """How a person or a role came into a circle."""

    SEAT = "seat", "By a seat"
    ROLE = "role", "By a role"
    NAME = "name", "By name"
    BREAK_GLASS = "break_glass", "By breaking the glass"


class Circle(Record):
    """A set of people who may know: a level, its grants and its exclusions. An exclusion beats every grant.

    `within` is the group's circle to whose work it belongs: what a chair may do there, they may do here. One that
    `follows` another holds whoever that one holds, less its own exclusions; any other `within` is filled by name.
    """

    keeping = Keeping(None, "access", True, False, BOUNDARY)

    name = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=Level.choices)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    within = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="circle_level_known"),
            models.UniqueConstraint(fields=("partnership", "name"), name="circle_name_once"),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | Q(within__isnull=False), name="circle_that_follows_is_within"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def restricted(self) -> bool:
        return self.level == Level.RESTRICTED


class Grant(Record):
    """A person or a role belongs to a circle, from a day until a day (the first day it no longer does).

    `until` ends it sooner, to the minute: broken glass. `followed` is the grant in the outer circle whose copy this is.
    """

    keeping = Keeping(None, "access", True, True, BOUNDARY)

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    came = models.CharField(max_length=20, choices=Came.choices, default=Came.SEAT)
    let_in_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    followed = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, role="") | Q(person__isnull=True, role__in=Role.values),
                name="grant_person_or_role",
            ),
            models.CheckConstraint(condition=Q(came__in=Came.values), name="grant_came_known"),
            models.CheckConstraint(
                condition=~Q(came=Came.BREAK_GLASS) | Q(until__isnull=False, person__isnull=False),
                name="grant_glass_is_mended",
            ),
            models.CheckConstraint(
                condition=~Q(came__in=(Came.NAME, Came.BREAK_GLASS)) | ~Q(reason=""), name="grant_by_name_says_why"
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
    """A person who may not know, whatever grants say: a conflict of interest, until it is lifted.

    `own`: they declared it themselves. `followed` is the exclusion from the outer circle whose copy this is.
    """

    keeping = Keeping(None, "access", True, True, BOUNDARY)

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    own = models.BooleanField(default=False)
    since = models.DateField(null=True, blank=True)
    lifted = models.BooleanField(default=False)
    followed = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("circle", "person"),
                condition=Q(lifted=False, followed__isnull=True),
                name="excluded_once_from_circle",
            ),
            models.UniqueConstraint(fields=("circle", "followed"), name="exclusion_followed_once"),
        ]
        indexes = [
            models.Index(fields=("person", "circle"), condition=Q(lifted=False), name="exclusion_of_person"),
        ]


class RoleHolding(Record):
    """That a person holds a role, from a day until a day. Seats and appointments write it.

    `circle`: the group's circle in whose seat they hold it; without one they were appointed. `agency`: whose lead.
    """

    keeping = Keeping(None, "access", True, True, BOUNDARY)

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)
    circle = models.ForeignKey(Circle, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="role_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.AGENCY_LEAD, agency__isnull=False)
                | (~Q(role=Role.AGENCY_LEAD) & Q(agency__isnull=True)),
                name="role_leads_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(circle__isnull=True) | Q(role__in=FROM_SEATS), name="role_in_a_circle_is_of_a_seat"
            ),
            models.UniqueConstraint(
                fields=("person", "role"),
                condition=Q(ends_on__isnull=True, circle__isnull=True, agency__isnull=True),
                name="role_held_once",
            ),
            models.UniqueConstraint(
                fields=("person", "role", "circle"),
                condition=Q(ends_on__isnull=True, circle__isnull=False),
                name="role_held_once_in_circle",
            ),
            models.UniqueConstraint(
                fields=("person", "role", "agency"),
                condition=Q(ends_on__isnull=True, agency__isnull=False),
                name="role_held_once_of_agency",
            ),
        ]
