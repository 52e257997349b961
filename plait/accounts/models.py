"""Who can sign in. A user is one person; what they may do and see comes from their person's seats and roles."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from plait.core.models import Keeping, Record
from plait.people.models import Person


class Accounts(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """E-mail addresses are matched without regard to capitals."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Record):
    """Signs in by e-mail address. `person` is set for everyone who works here."""

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
