"""Minutes on their way in: the file, what was read, what a person made of it, and the questions only a person answers.

Nothing here is in the register. A finding becomes an action or a decision when somebody confirms it.
"""

from django.db import models
from django.db.models import F, Q

from plait.access.models import Circle
from plait.actions.models import Action, ActionKind, DueKind, OwnerKind
from plait.core.models import Keeping, Record
from plait.files.models import StoredFile
from plait.groups.models import Group
from plait.meetings.models.minutes import Decision, Meeting, MinutesVersion, Presence
from plait.meetings.models.texts import MinutesText
from plait.people.models import Agency, Person, Post


class ImportState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READY = "ready", "Waiting to be confirmed"
    REFUSED = "refused", "Could not be read"
    CONFIRMED = "confirmed", "Confirmed"


class FindingKind(models.TextChoices):
    ACTION = "action", "Action"
    DECISION = "decision", "Decision"


class FindingState(models.TextChoices):
    TICKED = "ticked", "Ticked"
    UNTICKED = "unticked", "Not ticked"
    DROPPED = "dropped", "Dropped"
    CONFIRMED = "confirmed", "Confirmed"


class QuestionKind(models.TextChoices):
    OWNER = "owner", "Who is meant as an owner"
    NO_OWNER = "no_owner", "An action without an owner"
    SPEAKER = "speaker", "Who spoke"
    DATE = "date", "The day of the meeting"
    DUE = "due", "By which day, where the day in the minutes cannot be"


class QuestionState(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    LEFT = "left", "Left as written"


class MinutesImport(Record):
    """One file added for a group. `reading` is the contract's object as it was read, without lines.

    `held_on` to `next_on` are the facts as they stand now. `version` counts changes by people; `changed_*` is the
    last of them. `heard_at` is when the reading last gave a sign of life.
    """

    keeping = Keeping("circle", "meeting", True, True)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    checksum = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.WAITING)
    step = models.CharField(max_length=20, blank=True)
    counts = models.JSONField(default=dict)
    tries = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField()
    task = models.CharField(max_length=64, blank=True)
    refusal = models.TextField(blank=True)
    refused_as = models.CharField(max_length=20, blank=True)
    reading = models.JSONField(null=True, blank=True)
    text = models.ForeignKey(MinutesText, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    held_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_words = models.CharField(max_length=300, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.OneToOneField(MinutesVersion, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("group", "checksum"), name="file_added_once_to_group"),
            models.CheckConstraint(
                condition=Q(state=ImportState.REFUSED) ^ Q(refusal=""), name="import_refused_with_a_sentence"
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.CONFIRMED, confirmed_at__isnull=False, meeting__isnull=False)
                | (~Q(state=ImportState.CONFIRMED) & Q(confirmed_at__isnull=True)),
                name="import_confirmed_at_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, minutes__isnull=True)
                | Q(meeting__isnull=False, minutes__isnull=False),
                name="import_meeting_with_its_minutes",
            ),
        ]
        indexes = [models.Index(fields=("state", "-added_at"), name="import_by_state")]


class Finding(Record):
    """An action or a decision that was read, or added by hand, as it stands now.

    `read` is what the reader saw and never changes. `status` is the contract's: new, carried_forward, in_progress or
    done. `same_as` is an action of the register with the same words.

    `again_action` and `again_decision`: what an earlier file of the same meeting put into the register for it.
    `settled_version` is the action's version when these minutes were last reconciled with it.
    """

    keeping = Keeping("minutes_import__circle", "meeting", True, True)

    minutes_import = models.ForeignKey(MinutesImport, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind.choices)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=FindingState.choices)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    item = models.CharField(max_length=40, blank=True)
    read = models.JSONField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    wording = models.TextField()
    action_kind = models.CharField(max_length=20, choices=ActionKind.choices, blank=True)
    status = models.CharField(max_length=20, blank=True)
    due_kind = models.CharField(max_length=20, choices=DueKind.choices, default=DueKind.NONE)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=300, blank=True)
    due_hard = models.BooleanField(default=False)
    hard_because = models.CharField(max_length=300, blank=True)
    hard_line = models.PositiveIntegerField(null=True, blank=True)
    same_as = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.OneToOneField(Action, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    again_action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    again_decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    settled_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("minutes_import", "kind", "number")
        constraints = [
            models.UniqueConstraint(fields=("minutes_import", "kind", "number"), name="finding_label_once"),
            models.CheckConstraint(condition=Q(last_line__gte=F("first_line")), name="finding_lines_in_order"),
            models.CheckConstraint(
                condition=Q(state=FindingState.CONFIRMED, kind=FindingKind.ACTION, action__isnull=False)
                | Q(state=FindingState.CONFIRMED, kind=FindingKind.ACTION, again_action__isnull=False)
                | Q(state=FindingState.CONFIRMED, kind=FindingKind.DECISION, decision__isnull=False)
                | Q(state=FindingState.CONFIRMED, kind=FindingKind.DECISION, again_decision__isnull=False)
                | (~Q(state=FindingState.CONFIRMED) & Q(action__isnull=True, decision__isnull=True)),
                name="finding_confirmed_became_something",
            ),
            models.CheckConstraint(
                condition=Q(kind=FindingKind.DECISION, action_kind="")
                | Q(kind=FindingKind.ACTION, action_kind__in=ActionKind.values),
                name="finding_action_has_a_kind",
            ),
            models.CheckConstraint(condition=Q(due_hard=False) | Q(due_on__isnull=False), name="finding_hard_is_a_day"),
        ]

    @property
    def stands_as(self) -> Action | Decision | None:
        """What it is in the register: what it became, or what it was in an earlier file of the same meeting."""
        return self.action or self.decision or self.again_action or self.again_decision

    @property
    def label(self) -> str:
        """A7 or D2."""
        return f"{'A' if self.kind == FindingKind.ACTION else 'D'}{self.number}"


class ReadOwner(Record):
    """An owner of a finding. `names` are the document's candidates; `candidates` those who are known here.

    `answer_to` is the question whose answer named them, so that the answer can be taken back.
    """

    keeping = Keeping("finding__minutes_import__circle", "meeting", True, True)

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="owners")
    position = models.PositiveIntegerField()
    words = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OwnerKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    names = models.JSONField(default=list)
    candidates = models.ManyToManyField(Person, related_name="+", blank=True)
    answer_to = models.ForeignKey("Question", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("finding", "position")
        constraints = [
            models.UniqueConstraint(fields=("finding", "position"), name="owner_has_its_place"),
            models.CheckConstraint(
                condition=Q(kind=OwnerKind.PERSON, person__isnull=False)
                | Q(kind=OwnerKind.POST, post__isnull=False)
                | Q(kind=OwnerKind.AGENCY, agency__isnull=False)
                | Q(kind=OwnerKind.GROUP, group__isnull=False)
                | Q(kind__in=(OwnerKind.EVERYONE, OwnerKind.AS_WRITTEN)),
                name="read_owner_names_its_owner",
            ),
        ]


class ReadAttendee(Record):
    """Somebody the document lists. `person` is who that is here, or empty: then the name stands as written."""

    keeping = Keeping("minutes_import__circle", "meeting", True, True)

    minutes_import = models.ForeignKey(MinutesImport, models.PROTECT, related_name="attendees")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    initials = models.CharField(max_length=20, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    post = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=Presence.choices)
    deputising_for = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    dropped = models.BooleanField(default=False)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()

    class Meta:
        ordering = ("minutes_import", "number")
        constraints = [
            models.UniqueConstraint(fields=("minutes_import", "number"), name="attendee_number_once"),
            models.CheckConstraint(condition=Q(status__in=Presence.values), name="read_attendee_status_known"),
        ]


class Question(Record):
    """Q1: what only a person can answer. `about` is the contract's path; `names` are the document's candidates.

    `answer` is what was answered in words; `person` is set where it was a person known here. `answered_with` is the
    question, here or in another document, whose answer was said to hold for this one too.
    """

    keeping = Keeping("minutes_import__circle", "meeting", True, True)

    minutes_import = models.ForeignKey(MinutesImport, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=QuestionKind.choices)
    about = models.CharField(max_length=80)
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="questions")
    owner = models.ForeignKey(ReadOwner, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    line = models.PositiveIntegerField(null=True, blank=True)
    names = models.JSONField(default=list)
    candidates = models.ManyToManyField(Person, related_name="+", blank=True)
    state = models.CharField(max_length=10, choices=QuestionState.choices, default=QuestionState.OPEN)
    answer = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("minutes_import", "number")
        constraints = [
            models.UniqueConstraint(fields=("minutes_import", "number"), name="question_label_once"),
            models.CheckConstraint(
                condition=Q(state=QuestionState.OPEN, answered_at__isnull=True)
                | (~Q(state=QuestionState.OPEN) & Q(answered_at__isnull=False)),
                name="question_answered_at_when_answered",
            ),
        ]

    @property
    def label(self) -> str:
        return f"Q{self.number}"
