"""Letters, and whether they may go out just now."""

import uuid

from django.db import models
from django.db.models import Q

from plait.core.models import Keeping, Record
from plait.people.models import Person

RECEIVER = "seen by its receiver and by those who run the installation"


class State(models.TextChoices):
    WAITING = "waiting", "Waits"
    GATHERED = "gathered", "Waits for the daily letter"
    SENT = "sent", "Sent"
    FAILED = "failed", "Did not arrive"
    LATE = "late", "Came too late to be sent"
    TOLD = "told", "Told in another way"
    SET_ASIDE = "set_aside", "Set aside"
    UNWANTED = "unwanted", "Not wanted"


class Fault(models.TextChoices):
    """Why a letter was not taken, or came back; the words are what the business unit reads."""

    NO_ADDRESS = "no_address", "They have no e-mail address"
    COMES_BACK = "comes_back", "Letters to this address come back"
    UNKNOWN = "unknown", "Their mail server says that there is no such address"
    NOT_TAKEN = "not_taken", "Their mail server does not take this letter"
    BUSY = "busy", "Their mail server asked to wait, again and again"
    CAME_BACK = "came_back", "It was sent and came back"
    TOO_LATE = "too_late", "It could not be sent in time"
    NOT_WRITTEN = "not_written", "Plait could not write it. The log has the whole account"


class Message(Record):
    """A letter: a template and its context, references and safe titles only, never case detail and never the text.

    `sealed` holds what nobody may read here, a code or a link: encrypted, and erased when it was sent or can be sent
    no more; `held_secret` stays. `address` where it is not the person's own of then. `kind` and `key` are what it is
    about. `send_by`: no use sending it later. `urgent` ones, which somebody waits for, go first.

    `taken_by` is the job that hands it over just now. `doubtful`: such a job was killed, so it may have gone out twice.
    `enclosed` names what is made to go with it. `mail_id` is its Message-ID on every try. `carried_as` is what
    GOV.UK Notify calls it. `in_daily` is the daily letter that carries it.
    """

    keeping = Keeping(None, "message", False, True, RECEIVER)

    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    address = models.EmailField(blank=True)
    template = models.CharField(max_length=60)
    enclosed = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    context = models.JSONField()
    kind = models.CharField(max_length=40, blank=True)
    key = models.BigIntegerField(null=True, blank=True)
    mail_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    written_at = models.DateTimeField()
    sealed = models.TextField(blank=True)
    held_secret = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    send_by = models.DateTimeField()
    taken_by = models.CharField(max_length=36, blank=True)
    doubtful = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=20, choices=Fault.choices, blank=True)
    fault_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    carried_as = models.CharField(max_length=60, blank=True)
    in_daily = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ("-written_at", "-pk")
        indexes = [
            models.Index(fields=("-urgent", "due_at", "id"), condition=Q(state="waiting"), name="message_waits"),
            models.Index(fields=("to",), condition=Q(state="gathered"), name="message_gathered"),
            models.Index(fields=("-fault_at",), condition=Q(state="failed"), name="message_failed"),
            models.Index(fields=("taken_by",), condition=~Q(taken_by=""), name="message_taken"),
            models.Index(fields=("carried_as",), condition=~Q(carried_as=""), name="message_carried"),
            models.Index(fields=("kind", "key"), condition=Q(key__isnull=False), name="message_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_at"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(fault=""), name="message_failed_says_why"),
        ]


class Outbox(Record):
    """One row: whether letters go out. `fault` is why the carrier takes none just now."""

    keeping = Keeping(None, "operations", False, False, "says whether letters go out, and nothing of them")

    paused_at = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    faults = models.PositiveIntegerField(default=0)
    down_since = models.DateTimeField(null=True, blank=True)
    ask_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
