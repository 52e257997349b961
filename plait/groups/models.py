"""Groups and their seats. A seat belongs to a role in an agency; people hold it over time."""

from django.db import models
from django.db.models import F, Q

from plait.access.models import Circle
from plait.core.models import Keeping, Record
from plait.people.models import Agency, Partnership, Person


class GroupKind(models.TextChoices):
    STRATEGIC = "strategic", "Strategic"
    OVERSIGHT = "oversight", "Oversight"
    CASE_REVIEW = "case_review", "Case review"
    TASK_AND_FINISH = "task_and_finish", "Task and finish"
    NETWORK = "network", "Network"
    OTHER = "other", "Other"


class SeatRole(models.TextChoices):
    CHAIR = "chair", "Chair"
    DEPUTY_CHAIR = "deputy_chair", "Deputy chair"
    MEMBER = "member", "Member"
    BUSINESS_UNIT = "business_unit", "Business unit"


class HoldingAs(models.TextChoices):
    HOLDER = "holder", "Holder"
    DEPUTY = "deputy", "Deputy"


class Group(Record):
    """A group of one partnership or several. It ends on `ended_on`, and `taken_over_by` goes on with its work."""

    keeping = Keeping(None, "group", True, False, "that a group exists is known to every signed-in seat")

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=GroupKind.choices)
    partnerships = models.ManyToManyField(Partnership, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    taken_over_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="took_over")

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="group_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(taken_over_by__isnull=True) | Q(ended_on__isnull=False),
                name="group_taken_over_only_when_ended",
            ),
            models.CheckConstraint(condition=Q(kind__in=GroupKind.values), name="group_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(Record):
    """ "Head of Probation": a role in an agency, with a place at this table."""

    keeping = Keeping(None, "group", True, False, "seats are known to every signed-in seat")

    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    title = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("group", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("group", "title"), condition=Q(ended_on__isnull=True), name="seat_title_once_in_group"
            )
        ]

    def __str__(self) -> str:
        return self.title


class SeatHolding(Record):
    """Who held a seat, or deputised in it, from a day until a day."""

    keeping = Keeping(None, "group", True, True, "who holds a seat is known to every signed-in seat")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_what = models.CharField(max_length=10, choices=HoldingAs.choices, default=HoldingAs.HOLDER)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("seat", "starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="holding_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=("seat", "as_what"), condition=Q(ends_on__isnull=True), name="seat_held_once"
            ),
        ]
