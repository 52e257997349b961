"""Letting a person sign in, and ending that."""

from datetime import datetime

from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Person


@command
def open_account(*, person: Person, password: str, by: Actor, at: datetime) -> User:
    """Let a person sign in with their e-mail address."""
    if not person.email:
        raise Refusal(f"{person.name} has no e-mail address. Add one first.")
    if User.objects.filter(person=person).exists():
        raise Refusal(f"{person.name} can sign in already.")
    user = User(email=person.email, person=person)
    user.set_password(password)
    user.save()
    record(ref=Ref("person", person.pk), verb="account_opened", said={"who": person.name}, by=by, at=at)
    return user


@command
def close_account(*, person: Person, by: Actor, at: datetime) -> None:
    """The person cannot sign in any more; what they did stays."""
    if not User.objects.filter(person=person, is_active=True).update(is_active=False):
        return nothing_changed(None)
    record(ref=Ref("person", person.pk), verb="account_closed", said={"who": person.name}, by=by, at=at)
    return None
