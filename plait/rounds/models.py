"""Rounds: every owner asked at once, what each was asked, what each answered, and what waits for a word."""

from django.db import models
from django.db.models import F, Q

from plait.actions.models import Action, Evidence, Responsibility
from plait.core.models import Keeping, Record
from plait.groups.models import Group
from plait.notifications.models import Message
from plait.people.models import Person


class Counting(models.TextChoices):
    DAYS = "days", "Days"
    WORKING_DAYS = "working_days", "Working days"


class Round(Record):
    """One round of a group. `remind_before`: days before the last day on which the silent are reminded, if at all.

    `asked_all_at`: when every owner had been asked; until then a job goes on asking. `for_meeting_on`: the day of the
    meeting before which it opened by itself.
    """

    keeping = Keeping("group__circle", "action", True, True)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    counting = models.CharField(max_length=20, choices=Counting.choices, default=Counting.DAYS)
    days = models.PositiveSmallIntegerField(default=7)
    remind_before = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_all_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    for_meeting_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("group", "for_meeting_on"), name="round_once_before_a_meeting"),
            models.UniqueConstraint(
                fields=("group",), condition=Q(closed_at__isnull=True), name="round_runs_once_in_group"
            ),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=365), name="round_days_make_sense"),
        ]
        indexes = [models.Index(fields=("group", "-opened_at"), name="round_of_group")]

    def __str__(self) -> str:
        return f"Round of the {self.group}"


class BeforeMeetings(Record):
    """The habit of a group: a round opens by itself so many days before each meeting."""

    keeping = Keeping("group__circle", "group", True, False)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    days_before = models.PositiveSmallIntegerField(default=14)
    counting = models.CharField(max_length=20, choices=Counting.choices, default=Counting.DAYS)
    days = models.PositiveSmallIntegerField(default=7)
    remind_before = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("group",)
        constraints = [
            models.UniqueConstraint(fields=("group",), name="group_has_one_habit"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=365), name="habit_days_make_sense"),
            models.CheckConstraint(condition=Q(days_before__gte=1, days_before__lte=90), name="habit_begins_before"),
        ]


class Asking(models.TextChoices):
    """Where an owner's part stands."""

    ASKED = "asked", "Asked"
    PARTLY = "partly", "Answered in part"
    ANSWERED = "answered", "Answered"
    TOLD = "told", "Told by telephone"
    NO_ADDRESS = "no_address", "No e-mail address"
    NOT_SETTLED = "not_settled", "Owner not settled"
    CLOSED = "closed", "Closed without an answer"


class LeadNote(models.TextChoices):
    NONE = "none", "Not sent"
    PAUSED = "paused", "Held back"
    SENT = "sent", "Sent"


class Request(Record):
    """One owner's part of a round. Who is not settled has `words` and no person, and is never written to.

    `message` is the letter that asked; its time of sending starts the clock. `reminder` and `note` came after it,
    the note to the lead of the owner's agency; `chair_note` after that.
    """

    keeping = Keeping("round__group__circle", "action", True, True)

    round = models.ForeignKey(Round, models.PROTECT, related_name="requests")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    why_not = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=Asking.choices, default=Asking.ASKED)
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    reminder = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    chair_note = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    note_state = models.CharField(max_length=10, choices=LeadNote.choices, default=LeadNote.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("round", "pk")
        constraints = [
            models.UniqueConstraint(fields=("round", "person"), name="owner_asked_once_in_round"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(state=Asking.NOT_SETTLED), name="request_names_its_owner"
            ),
        ]
        indexes = [models.Index(fields=("person", "round"), name="request_of_person")]


class Asked(Record):
    """One action in one owner's part, and as what they answer for it."""

    keeping = Keeping("action__circle", "action", True, False)

    request = models.ForeignKey(Request, models.PROTECT, related_name="asked")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    responsibility = models.ForeignKey(Responsibility, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("request", "pk")
        constraints = [models.UniqueConstraint(fields=("request", "action"), name="action_asked_once_of_owner")]


class AnswerWay(models.TextChoices):
    LINK = "link", "By the link in the letter"
    SHEET = "sheet", "By a spreadsheet"
    REPLY = "reply", "By a reply to the letter"
    SIGNED_IN = "signed_in", "Signed in"
    ON_BEHALF = "on_behalf", "Told, and written down for them"


class Answer(Record):
    """What an owner said about one action in a round. A later answer stands beside the earlier one."""

    keeping = Keeping("asked__action__circle", "action", True, True)

    asked = models.ForeignKey(Asked, models.PROTECT, related_name="answers")
    at = models.DateTimeField()
    way = models.CharField(max_length=20, choices=AnswerWay.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    done = models.BooleanField(default=False)
    blocked = models.BooleanField(default=False)
    moving = models.BooleanField(default=False)
    new_day = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=1000, blank=True)
    not_mine = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ("asked", "-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(done=True, blocked=True) & ~Q(done=True, moving=True) & ~Q(blocked=True, moving=True),
                name="answer_says_one_state",
            ),
            models.CheckConstraint(
                condition=Q(new_day__isnull=True) | ~Q(because=""), name="answer_says_why_another_day"
            ),
        ]


class ReplyState(models.TextChoices):
    WAITING = "waiting", "Waits to be read"
    TAKEN = "taken", "Taken as answers"
    READ = "read", "Read by the business unit"
    AUTOMATIC = "automatic", "Sent by a program"


class Reply(Record):
    """An e-mail that came to the address of one owner's part. `mail` is a hash of its Message-ID: taken once.

    `words` are what no answer was made of, older mails left out; somebody reads them.
    """

    keeping = Keeping("request__round__group__circle", "action", True, True)

    request = models.ForeignKey(Request, models.PROTECT, related_name="replies")
    mail = models.CharField(max_length=64)
    came_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ReplyState.choices)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("-came_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("request", "mail"), name="reply_taken_once")]
        indexes = [models.Index(fields=("request",), condition=Q(state="waiting"), name="reply_waits")]


class ProposalKind(models.TextChoices):
    NEW_DAY = "new_day", "Another date"
    HAND_OVER = "hand_over", "Somebody else’s"
    CLOSE = "close", "Close it"


class ProposalState(models.TextChoices):
    WAITING = "waiting", "Waits"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    OVERTAKEN = "overtaken", "Overtaken by a later one"


class Proposal(Record):
    """What an answer asks for and only the business unit can give. `words` is why, or whose it is."""

    keeping = Keeping("answer__asked__action__circle", "action", True, True)

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("answer", "kind"), name="proposal_once_of_answer"),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED) | ~Q(decided_words=""), name="declined_says_why"
            ),
        ]
        indexes = [models.Index(fields=("state",), condition=Q(state="waiting"), name="proposal_waits")]


class Pause(Record):
    """Days on which clocks stand still: of one person on leave, or, without a person, of those in school seats."""

    keeping = Keeping(None, "person", True, True, "seen by those who run rounds")

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    first = models.DateField()
    last = models.DateField()
    words = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("first", "pk")
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="pause_ends_after_it_begins")]
