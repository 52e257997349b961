"""Partnerships, agencies, people and posts. They have no circle: any signed-in seat sees them."""

from django.db import models
from django.db.models import F, Q

from plait.core.models import Keeping, Record

OPEN = "people, agencies and posts are seen by any signed-in seat"


class Partnership(Record):
    """A row, not a tenant: an installation serves one business unit's partnerships."""

    keeping = Keeping(None, "partnership", True, False, OPEN)

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Agency(Record):
    """Council, trust, force, school, charity. `short_name` is what the minutes call it."""

    keeping = Keeping(None, "partnership", True, False, OPEN)

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    sector = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.short_name or self.name


class Person(Record):
    """Somebody named in the work; a login is not needed. `merged_into` keeps a merged record as an alias."""

    keeping = Keeping(None, "person", True, True, OPEN)

    name = models.CharField(max_length=200)
    initials = models.CharField(max_length=10, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="person_not_merged_into_itself"),
            models.UniqueConstraint(fields=("email",), condition=~Q(email=""), name="person_email_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Post(Record):
    """A post in an agency and who holds it, from a day, until a day (the first day they no longer hold it)."""

    keeping = Keeping(None, "person", True, True, OPEN)

    title = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("title", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="post_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title
