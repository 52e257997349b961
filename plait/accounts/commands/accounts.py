from datetime import datetime

from plait.accounts.commands.sign_ins import end_sign_ins
from plait.accounts.models import Invitation, User
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Person


@command
def open_account(*, person: Person, password: str, by: Actor, at: datetime) -> User:
    """Let a person sign in with their e-mail address and a password, without an invitation: the first account."""
    if not person.email:
        raise Refusal(f"{person.name} has no e-mail address. Add one first.")
    if User.objects.filter(person=person).exists():
        raise Refusal(f"{person.name} can sign in already.")
    user = User(email=person.email.lower(), person=person)
    user.set_password(password)
    user.save()
    record(ref=Ref("person", person.pk), verb="account_opened", said={"who": person.name}, by=by, at=at)
    return user


@command
def close_account(*, person: Person, by: Actor, at: datetime) -> None:
    """The person cannot sign in any more, wherever they were; their invitation is dead; what they did stays."""
    user = User.objects.filter(person=person).first()
    if user is None:
        return nothing_changed(None)
    withdrawn = Invitation.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )
    if not user.is_active and not withdrawn:
        return nothing_changed(None)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sign_ins(user=user, by=by, at=at)
    record(ref=Ref("person", person.pk), verb="account_closed", said={"who": person.name}, by=by, at=at)
    return None
