"""Trackers on their way in: the file, its columns, and its rows until somebody confirms them.

Nothing here is in the register. A row becomes an action or a risk, or brings one up to date, when it is confirmed.
"""

from django.db import models
from django.db.models import Q

from plait.access.models import Circle
from plait.actions.models import Action, ActionKind, DueKind, OwnerKind
from plait.core.models import Keeping, Record
from plait.files.models import StoredFile
from plait.groups.models import Group
from plait.people.models import Agency, Person, Post
from plait.risks.models import Risk


class TrackerState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    COLUMNS = "columns", "Its columns wait to be checked"
    ROWS = "rows", "Its rows wait to be confirmed"
    REFUSED = "refused", "Could not be read"
    CONFIRMED = "confirmed", "Confirmed"


class RowKind(models.TextChoices):
    ACTION = "actions", "Action"
    RISK = "risks", "Risk"


class RowState(models.TextChoices):
    TICKED = "ticked", "Ticked"
    UNTICKED = "unticked", "Not ticked"
    NOTHING = "nothing", "Nothing to do"
    DROPPED = "dropped", "Left out"
    CONFIRMED = "confirmed", "Confirmed"


class Against(models.TextChoices):
    """How a row stands to what is known already."""

    NEW = "new", "New"
    SAME = "same", "Unchanged since the last import"
    CHANGED = "changed", "Changed in the log since the last import"
    TOUCHED = "touched", "Changed in the log, and in Plait"
    KNOWN = "known", "In the register already"


class RowStatus(models.TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Done"
    NOT_DONE = "not_done", "Closed, not done"


class QuestionState(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    LEFT = "left", "Left as written"


class TrackerImport(Record):
    """One spreadsheet added for a group. `book` are its cells; `layouts` how each sheet is read; `unread` rows that
    are none, each with why. `version` counts changes by people. `heard_at`: the reading's last sign of life."""

    keeping = Keeping("circle", "action", True, True)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    checksum = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=TrackerState.choices, default=TrackerState.WAITING)
    tries = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField()
    task = models.CharField(max_length=64, blank=True)
    refusal = models.TextField(blank=True)
    book = models.JSONField(null=True, blank=True)
    layouts = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_words = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("group", "checksum"), name="tracker_added_once_to_group"),
            models.CheckConstraint(
                condition=Q(state=TrackerState.REFUSED) ^ Q(refusal=""), name="tracker_refused_with_a_sentence"
            ),
            models.CheckConstraint(
                condition=Q(state=TrackerState.CONFIRMED, confirmed_at__isnull=False)
                | (~Q(state=TrackerState.CONFIRMED) & Q(confirmed_at__isnull=True)),
                name="tracker_confirmed_at_when_confirmed",
            ),
        ]
        indexes = [models.Index(fields=("state", "-added_at"), name="tracker_by_state")]


class TrackerRow(Record):
    """One row as it stands now. `read` is what the file printed and never changes; the next import compares with it.

    `before` is the row of an earlier import that this one is again; `action` and `risk` what it is in the register:
    known before, or made by confirming. `left_at` is the version of the record when this row last changed it.
    `differs` is what the log says now and said before: {"due": ["ASAP", "1 May 2026"]}.
    """

    keeping = Keeping("tracker__circle", "action", True, True)

    tracker = models.ForeignKey(TrackerImport, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=RowKind.choices)
    state = models.CharField(max_length=10, choices=RowState.choices)
    against = models.CharField(max_length=10, choices=Against.choices, default=Against.NEW)
    read = models.JSONField(default=dict)
    reference = models.CharField(max_length=40, blank=True)
    wording = models.TextField()
    action_kind = models.CharField(max_length=20, choices=ActionKind.choices, blank=True)
    status = models.CharField(max_length=20, choices=RowStatus.choices, default=RowStatus.OPEN)
    status_words = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    raised_on = models.DateField(null=True, blank=True)
    due_kind = models.CharField(max_length=20, choices=DueKind.choices, default=DueKind.NONE)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=300, blank=True)
    notes = models.JSONField(default=list)
    differs = models.JSONField(default=dict)
    before = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("tracker", "number")
        constraints = [
            models.UniqueConstraint(fields=("tracker", "number"), name="tracker_row_number_once"),
            models.UniqueConstraint(fields=("tracker", "sheet", "row"), name="tracker_row_once"),
            models.UniqueConstraint(
                fields=("tracker", "action"), condition=Q(action__isnull=False), name="tracker_action_once"
            ),
            models.UniqueConstraint(
                fields=("tracker", "risk"), condition=Q(risk__isnull=False), name="tracker_risk_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=RowState.CONFIRMED) | Q(action__isnull=False) | Q(risk__isnull=False),
                name="tracker_row_confirmed_became_something",
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=True) | Q(risk__isnull=True), name="tracker_row_is_one_thing"
            ),
        ]

    @property
    def label(self) -> str:
        """R7: the seventh row that was read."""
        return f"R{self.number}"


class RowOwner(Record):
    """An owner of a row. `words` are the file's own; `as_written` names nobody known here."""

    keeping = Keeping("row__tracker__circle", "action", True, True)

    row = models.ForeignKey(TrackerRow, models.PROTECT, related_name="owners")
    position = models.PositiveIntegerField()
    words = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OwnerKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("row", "position")
        constraints = [
            models.UniqueConstraint(fields=("row", "position"), name="row_owner_has_its_place"),
            models.CheckConstraint(
                condition=Q(kind=OwnerKind.PERSON, person__isnull=False)
                | Q(kind=OwnerKind.POST, post__isnull=False)
                | Q(kind=OwnerKind.AGENCY, agency__isnull=False)
                | Q(kind=OwnerKind.GROUP, group__isnull=False)
                | Q(kind__in=(OwnerKind.EVERYONE, OwnerKind.AS_WRITTEN)),
                name="row_owner_names_its_owner",
            ),
        ]

    @property
    def said(self) -> str:
        """Who it is, in words."""
        return str(self.person or self.post or self.agency or self.group or self.words)


class OwnerQuestion(Record):
    """Who is meant by words that name nobody for certain; asked once for all rows in which they stand.

    `kind` and what stands beside it are the answer; `answer` is the same in words.
    """

    keeping = Keeping("tracker__circle", "action", True, True)

    tracker = models.ForeignKey(TrackerImport, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=200)
    candidates = models.ManyToManyField(Person, related_name="+", blank=True)
    state = models.CharField(max_length=10, choices=QuestionState.choices, default=QuestionState.OPEN)
    answer = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=OwnerKind.choices, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("tracker", "number")
        constraints = [
            models.UniqueConstraint(fields=("tracker", "number"), name="owner_question_label_once"),
            models.UniqueConstraint(fields=("tracker", "words"), name="owner_question_words_once"),
            models.CheckConstraint(
                condition=Q(state=QuestionState.OPEN, answered_at__isnull=True)
                | (~Q(state=QuestionState.OPEN) & Q(answered_at__isnull=False)),
                name="owner_question_answered_at_when_answered",
            ),
        ]

    @property
    def label(self) -> str:
        return f"Q{self.number}"
