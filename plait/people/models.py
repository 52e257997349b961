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


class PeopleSheet(Record):
    """A spreadsheet of people, agencies and posts that is being compared with what is known.

    `lines` are what was read (the file itself is not kept), `choices` who is meant where that was asked, `done`
    what was accepted, both by the number of the line. All three are emptied when the comparing ends.
    """

    keeping = Keeping(None, "person", False, True, "seen by those who keep the list of people")

    name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lines = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    done = models.JSONField(default=dict)
    accepted = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("checksum",), condition=Q(ended_at__isnull=True), name="people_sheet_compared_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Merging(Record):
    """That two records became one, and what moved: enough to take it back.

    `rows` are the rows that changed, by model and key, each with its values before and after; `filled` what the kept
    record took from the other one.
    """

    keeping = Keeping(None, "person", True, True, OPEN)

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    rows = models.JSONField(default=list)
    filled = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-merged_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("merged",), condition=Q(undone_at__isnull=True), name="merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merged_into_another"),
        ]


class SubjectSearch(Record):
    """That somebody listed everything held about a person: which names were looked for, why, and how much was found.

    `person` is empty where no record is theirs: a child, a parent.
    """

    keeping = Keeping(None, "person", True, True, "seen by those who may make such a list")

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    names = models.JSONField(default=list)
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    exported = models.BooleanField(default=False)
    found = models.PositiveIntegerField()
    hidden = models.PositiveIntegerField()

    class Meta:
        ordering = ("-at", "-pk")
