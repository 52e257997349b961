"""The register: actions, who answers for them, what was said about them, and what shows that they were done."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from plait.access.models import Circle
from plait.accounts.models import User
from plait.core.models import Keeping, Record
from plait.core.references import say_reference
from plait.files.models import StoredFile
from plait.groups.models import Group
from plait.people.models import Agency, Person, Post

PREFIX = "ACT"


class ActionKind(models.TextChoices):
    """A housekeeping action is done or not; an enquiry closes with an answer; a practice change is judged later."""

    HOUSEKEEPING = "housekeeping", "Housekeeping"
    ENQUIRY = "enquiry", "Enquiry"
    PRACTICE_CHANGE = "practice_change", "Practice change"


class State(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    ON_THE_WAY = "on_the_way", "On the way"
    BLOCKED = "blocked", "Blocked"
    DONE = "done", "Done"
    NOT_DONE = "not_done", "Closed, not done"


OPEN_STATES = (State.NOT_STARTED, State.ON_THE_WAY, State.BLOCKED)
CLOSED_STATES = (State.DONE, State.NOT_DONE)


class DueKind(models.TextChoices):
    NONE = "none", "No date"
    DATE = "date", "A day"
    WITHIN = "within", "Within a time"
    NEXT_MEETING = "next_meeting", "Next meeting"
    WEEK_COMMENCING = "week_commencing", "In a week"
    CONDITIONAL = "conditional", "When something happens"


class OwnerKind(models.TextChoices):
    """Who answers. `as_written` is what nobody has settled yet: it stands as minuted and is never chased."""

    PERSON = "person", "A person"
    POST = "post", "A post"
    AGENCY = "agency", "An agency"
    GROUP = "group", "A group"
    EVERYONE = "everyone", "All partners"
    AS_WRITTEN = "as_written", "As written"


OPEN = Q(closed_at__isnull=True)
STUCK = OPEN & Q(stuck_since__isnull=False)
HANDED_OVER = OPEN & Q(handed_on__isnull=False)


class Action(Record):
    """`wording` is as minuted. `safe_title` stands in its place in lists and messages where the origin is restricted.

    `due_on` is the day it means now; `due_words` are the minutes' own; a hard date moves only by a decision.
    `origin_kind` and `origin_key` name where it came from, without words. `handed_from` went on with it until
    `handed_on`. It last moved on `moved_on`; two rounds without movement make it stuck since the first of them.
    """

    keeping = Keeping("circle", "action", True, True)

    number = models.PositiveIntegerField(unique=True)
    wording = models.TextField()
    safe_title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=ActionKind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.NOT_STARTED)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    origin_kind = models.CharField(max_length=40, blank=True)
    origin_key = models.BigIntegerField(null=True, blank=True)
    minuted_on = models.DateField()
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    due_kind = models.CharField(max_length=20, choices=DueKind.choices, default=DueKind.NONE)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=300, blank=True)
    due_hard = models.BooleanField(default=False)
    due_order = models.GeneratedField(
        expression=Coalesce("due_on", Value(date(9999, 12, 31), output_field=models.DateField())),
        output_field=models.DateField(),
        db_persist=True,
    )
    heard_order = models.GeneratedField(
        expression=Coalesce("last_heard_on", Value(date(1, 1, 1), output_field=models.DateField())),
        output_field=models.DateField(),
        db_persist=True,
    )
    blocked_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="blocks", db_index=False)
    blocked_words = models.CharField(max_length=500, blank=True)
    blocked_since = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", db_index=False
    )
    answer = models.TextField(blank=True)
    not_done_because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    last_heard_on = models.DateField(null=True, blank=True)
    moved_on = models.DateField(null=True, blank=True)
    stuck_since = models.DateField(null=True, blank=True)
    handed_from = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    handed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_order", "number")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ActionKind.values), name="action_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, closed_at__isnull=True)
                | Q(state__in=CLOSED_STATES, closed_at__isnull=False),
                name="action_closed_at_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(state=State.BLOCKED, blocked_since__isnull=False)
                | (~Q(state=State.BLOCKED) & Q(blocked_since__isnull=True)),
                name="action_blocked_since_when_blocked",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.NOT_DONE) | ~Q(not_done_because=""), name="action_not_done_says_why"
            ),
            models.CheckConstraint(condition=~Q(blocked_by=F("pk")), name="action_not_blocked_by_itself"),
            models.CheckConstraint(
                condition=Q(due_hard=False) | Q(due_on__isnull=False), name="action_hard_date_is_a_date"
            ),
            models.CheckConstraint(condition=Q(stuck_since__isnull=True) | OPEN, name="action_stuck_while_open"),
            models.CheckConstraint(
                condition=Q(handed_from__isnull=True) | Q(handed_on__isnull=False), name="action_handed_over_on_a_day"
            ),
        ]
        indexes = [
            # The orders of the list, for the open and for the closed; then what is found by its few.
            models.Index(fields=("due_order", "number"), condition=OPEN, name="action_open_by_due"),
            models.Index(fields=("heard_order", "number"), condition=OPEN, name="action_open_by_heard"),
            models.Index(fields=("number",), condition=OPEN, name="action_open_by_number"),
            models.Index(fields=("minuted_on", "number"), condition=OPEN, name="action_open_by_minuted"),
            models.Index(fields=("due_order", "number"), condition=~OPEN, name="action_closed_by_due"),
            models.Index(fields=("circle", "closed_at"), name="action_of_circle"),
            models.Index(fields=("circle", "state"), name="action_of_circle_by_state"),
            models.Index(fields=("group", "closed_at"), name="action_of_group"),
            models.Index(fields=("due_order", "number"), condition=Q(state=State.BLOCKED), name="action_blocked"),
            models.Index(
                fields=("due_order", "number", "circle"), condition=OPEN & Q(due_hard=True), name="action_open_hard"
            ),
            models.Index(fields=("due_order", "number", "circle"), condition=STUCK, name="action_stuck"),
            models.Index(fields=("due_order", "number", "circle"), condition=HANDED_OVER, name="action_handed_over"),
            models.Index(fields=("origin_kind", "origin_key"), name="action_of_origin"),
            # Few wait and few are carried over: an index over all the rest would look like a poor choice.
            models.Index(fields=("blocked_by",), condition=Q(blocked_by__isnull=False), name="action_blocked_by"),
            models.Index(fields=("carried_from",), condition=Q(carried_from__isnull=False), name="action_carried"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return say_reference(PREFIX, self.number)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Responsibility(Record):
    """One owner of an action, until `ended_at`. `words` are the minutes' own ("SC", "All partners").

    `candidates` are those an unsettled owner may be; a person settles it.
    """

    keeping = Keeping("action__circle", "action", True, True)

    action = models.ForeignKey(Action, models.PROTECT, related_name="responsibilities")
    kind = models.CharField(max_length=20, choices=OwnerKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    leads = models.BooleanField(default=False)
    candidates = models.ManyToManyField(Person, related_name="+", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("action", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OwnerKind.PERSON, person__isnull=False)
                | Q(kind=OwnerKind.POST, post__isnull=False, person__isnull=True)
                | Q(kind=OwnerKind.AGENCY, agency__isnull=False, person__isnull=True)
                | Q(kind=OwnerKind.GROUP, group__isnull=False, person__isnull=True)
                | Q(kind=OwnerKind.EVERYONE, person__isnull=True)
                | Q(kind=OwnerKind.AS_WRITTEN, person__isnull=True),
                name="responsibility_names_its_owner",
            ),
            models.UniqueConstraint(
                fields=("action", "person"), condition=Q(ended_at__isnull=True), name="person_answers_once"
            ),
        ]
        indexes = [
            models.Index(fields=("person", "ended_at", "action"), name="responsibility_of_person"),
            models.Index(fields=("agency", "ended_at", "action"), name="responsibility_of_agency"),
            models.Index(fields=("post", "ended_at", "action"), name="responsibility_of_post"),
            models.Index(
                fields=("action",),
                condition=Q(kind=OwnerKind.AS_WRITTEN, ended_at__isnull=True),
                name="responsibility_unsettled",
            ),
        ]


class Update(Record):
    """What somebody said about an action, and the state before and after. `on_behalf_of`: told, or by a deputy."""

    keeping = Keeping("action__circle", "action", True, True)

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates")
    at = models.DateTimeField()
    words = models.TextField()
    state_before = models.CharField(max_length=20, choices=State.choices)
    state_after = models.CharField(max_length=20, choices=State.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")


class CalendarFeed(Record):
    """An address at which a calendar program asks for the days of what one person answers for. Of the address only a
    hash is kept; an account has one that works."""

    keeping = Keeping(None, "account", False, True, "seen by nobody but its owner")

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("user",), condition=Q(revoked_at__isnull=True), name="calendar_open_once")
        ]


class Evidence(Record):
    """A file that shows what was done. It has the action's circle."""

    keeping = Keeping("action__circle", "action", True, True)

    action = models.ForeignKey(Action, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-added_at", "-pk")
