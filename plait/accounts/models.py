"""Who can sign in. A user is one person; what they may do and see comes from their person's seats and roles."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from plait.core.models import Keeping, Record
from plait.people.models import Person


class Accounts(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """E-mail addresses are matched without regard to capitals."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Record):
    """Signs in by e-mail address, kept in small letters. `person` is set for everyone who works here.

    Somebody invited is not active until they follow their invitation.
    """

    keeping = Keeping(None, "account", False, True, "seen by nobody but its owner")

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.email


class Invitation(Record):
    """A link that lets one person in, once. Of the link itself only a hash is kept."""

    keeping = Keeping(None, "account", False, True, "seen by the business unit and its receiver")

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="invitation_dates_in_order"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_used_or_withdrawn"
            ),
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]
