"""Signed links: a way in for one person, to one thing, for a time, without an account."""

from django.db import models
from django.db.models import F, Q

from plait.core.models import Keeping, Record
from plait.notifications.models.letters import RECEIVER, Message
from plait.people.models import Person


class SignedLink(Record):
    """What a link is for (`purpose`), whose it is, what it leads to (`kind`, `key`), until when.

    The link itself is made when its letter is delivered, anew on each try, and is kept nowhere: only a hash of it is.
    `name` is what the letter's template calls it, `route` the page it opens.
    """

    keeping = Keeping(None, "message", False, True, RECEIVER)

    purpose = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    key = models.BigIntegerField(null=True, blank=True)
    route = models.CharField(max_length=60)
    name = models.CharField(max_length=40)
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="links")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = [
            models.Index(fields=("kind", "key"), name="link_about"),
            models.Index(fields=("person", "purpose"), name="link_of"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=("message", "name"), condition=Q(message__isnull=False), name="link_named_once"
            ),
        ]


class LinkToken(Record):
    """The hash of one link that was sent. A try that was repeated has left several; each opens the same."""

    keeping = Keeping(None, "message", False, False, "a hash only")

    link = models.ForeignKey(SignedLink, models.PROTECT, related_name="tokens")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class LinkOpening(Record):
    """Somebody, or a program that checks mail, opened a link. `agent` is what its program calls itself."""

    keeping = Keeping(None, "message", False, True, RECEIVER)

    link = models.ForeignKey(SignedLink, models.PROTECT, related_name="openings")
    at = models.DateTimeField()
    agent = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
