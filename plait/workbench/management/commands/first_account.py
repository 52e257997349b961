"""`plait manage first_account`: the partnership, its strategic group, and the first person who can sign in."""

from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import datetime
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from plait.access.commands import appoint
from plait.access.models import Role
from plait.accounts.commands import open_account
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.groups import commands as groups
from plait.groups.models import GroupKind, SeatRole
from plait.people import commands as people
from plait.people.models import Partnership
from plait.workbench.readiness import FINE, migrated

_MOST = 200  # characters of a name
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    partnership: str
    group: str
    name: str
    email: str


class Command(BaseCommand):
    help = (
        "Begin an empty installation: the partnership, its strategic group, and one person in the business unit who "
        "can sign in. What is not given is asked for; the password is always asked for. Refused once somebody can "
        "sign in."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", default="", help="the partnership's full name")
        parser.add_argument("--group", default="", help="the name of its leading group, such as Strategic group")
        parser.add_argument("--name", default="", help="the person's name")
        parser.add_argument("--email", default="", help="the address the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        _check_can_begin()
        wanted = Wanted(
            partnership=_words(options["partnership"], "Name of the partnership: "),
            group=_words(options["group"], "Name of its leading group, such as Strategic group: "),
            name=_words(options["name"], "Your name: "),
            email=_email(options["email"]),
        )
        _begin(wanted, self._password(wanted.email), Actor.command_line(), timezone.now())
        self.stdout.write(
            f"{wanted.name} can sign in as {wanted.email} and belongs to the business unit of the "
            f"{wanted.partnership}. The address of the group on the command line is {_slug(wanted.group)}."
        )

    def _password(self, email: str) -> str:
        """Asked for twice; up to three times where it is too weak or the two differ."""
        for _ in range(_TRIES):
            password = _asked(getpass, "Password, at least 12 characters: ")
            try:
                validate_password(password, User(email=email))
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if password == _asked(getpass, "The same again: "):
                return password
            self.stderr.write("The two are not the same.")
        raise CommandError("No password was chosen. Nothing was made; start again when you have one.")


def _check_can_begin() -> None:
    waiting = migrated()
    if waiting != FINE:
        raise CommandError(f"The database is not ready: {waiting}")
    if User.objects.exists() or Partnership.objects.exists():
        raise CommandError("This installation has begun already: it has a partnership or an account. Nothing was made.")


def _begin(wanted: Wanted, password: str, by: Actor, at: datetime) -> None:
    """All of it, or nothing."""
    day = timezone.localdate(at)
    with transaction.atomic():
        partnership = people.add_partnership(name=wanted.partnership, slug=_slug(wanted.partnership), by=by, at=at)
        person = people.add_person(name=wanted.name, email=wanted.email, by=by, at=at)
        group = groups.open_group(
            name=wanted.group,
            short_name="",
            slug=_slug(wanted.group),
            kind=GroupKind.STRATEGIC,
            partnerships=[partnership],
            started_on=day,
            by=by,
            at=at,
        )
        seat = groups.add_seat(
            group=group, title="Business unit", agency=None, role=SeatRole.BUSINESS_UNIT, by=by, at=at
        )
        groups.seat_person(seat=seat, person=person, starts_on=day, by=by, at=at)
        appoint(person=person, role=Role.ADMINISTRATOR, starts_on=day, by=by, at=at)
        open_account(person=person, password=password, by=by, at=at)


def _words(given: str, question: str) -> str:
    words = " ".join((given or _asked(input, question)).split())
    if not words or len(words) > _MOST or not _slug(words):
        raise CommandError(f"A name has letters and at most {_MOST} characters. Nothing was made; start again.")
    return words


def _email(given: str) -> str:
    email = (given or _asked(input, "Your e-mail address: ")).strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(
            f"“{email}” is not a whole e-mail address. Nothing was made; start again. Write it like name@example.org."
        ) from error
    return email


def _asked(ask: Any, question: str) -> str:
    """The answer, or a sentence where nobody is there to give one."""
    try:
        return str(ask(question))
    except (EOFError, KeyboardInterrupt) as error:
        raise CommandError("There was no answer. Nothing was made.") from error


def _slug(name: str) -> str:
    return slugify(name)[:60].strip("-")
