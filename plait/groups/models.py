"""Groups and their seats. A seat belongs to a role in an agency; people hold it over time."""

from django.db import models
from django.db.models import F, Q

from plait.access.models import Circle
from plait.core.models import Keeping, Record
from plait.files.models import StoredFile
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
    OBSERVER = "observer", "Observer"
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
    """ "Head of Probation", "primary schools": a role in an agency or in a sector, with a place at this table.

    `started_on` is empty where the seat is as old as the group; `ended_on` is the first day without it.
    """

    keeping = Keeping(None, "group", True, False, "seats are known to every signed-in seat")

    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    title = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("group", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("group", "title"), condition=Q(ended_on__isnull=True), name="seat_title_once_in_group"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(sector=""), name="seat_of_an_agency_or_of_a_sector"
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="seat_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SeatHolding(Record):
    """Who held a seat, or deputised in it, from a day until a day (the first day they no longer did).

    `term_ends_on` is only a plan: the day on which the term runs out. Nobody loses a seat by it.
    """

    keeping = Keeping(None, "group", True, True, "who holds a seat is known to every signed-in seat")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_what = models.CharField(max_length=10, choices=HoldingAs.choices, default=HoldingAs.HOLDER)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    term_ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("seat", "starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(term_ends_on__isnull=True) | Q(term_ends_on__gt=F("starts_on")),
                name="holding_term_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="holding_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=("seat", "as_what"), condition=Q(ends_on__isnull=True), name="seat_held_once"
            ),
        ]


class TermsVersion(Record):
    """One version of a group's terms of reference: a draft, or agreed and in force from `holds_from`.

    It is in force until a later version is. `agreed_kind` and `agreed_key` name the decision without words;
    `agreed_words` say where the first version was agreed when no decision of it is recorded here. Quorum:
    so many seats, somebody from each of these agencies, and whether the chair may decide otherwise.
    """

    keeping = Keeping("group__circle", "group", True, True)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    quorum_number = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_agencies = models.ManyToManyField(Agency, related_name="+", blank=True)
    chair_decides = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    holds_from = models.DateField(null=True, blank=True)
    agreed_kind = models.CharField(max_length=40, blank=True)
    agreed_key = models.BigIntegerField(null=True, blank=True)
    agreed_words = models.CharField(max_length=300, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("group", "-number")
        constraints = [
            models.UniqueConstraint(fields=("group", "number"), name="terms_number_once"),
            models.UniqueConstraint(
                fields=("group",), condition=Q(agreed_at__isnull=True), name="terms_one_draft_of_a_group"
            ),
            models.UniqueConstraint(fields=("group", "holds_from"), name="terms_one_from_a_day"),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, holds_from__isnull=True, agreed_key__isnull=True, agreed_words="")
                | (
                    Q(agreed_at__isnull=False, holds_from__isnull=False)
                    & (Q(agreed_key__isnull=False) | ~Q(agreed_words=""))
                ),
                name="terms_agreed_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(agreed_kind="", agreed_key__isnull=True)
                | (~Q(agreed_kind="") & Q(agreed_key__isnull=False)),
                name="terms_decision_has_its_key",
            ),
        ]
        indexes = [models.Index(fields=("agreed_kind", "agreed_key"), name="terms_of_decision")]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.agreed_at is None
