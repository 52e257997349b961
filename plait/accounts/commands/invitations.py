"""An invitation: a link by e-mail that lets one person in, once."""

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from plait.accounts.from_above import Letter, post
from plait.accounts.models import Invitation, User
from plait.accounts.rules import check_can_invite, hash_token, is_open
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Person

GONE = "This link does not work any more. Ask your partnership’s business unit for a new one."


@command
def invite(*, person: Person, by: Actor, at: datetime) -> Invitation:
    """Send a link to the person's address. A link sent before is dead from now on.

    Where the account had another address, that one is told: nobody takes over an account in silence.
    """
    if not settings.SENDS_LETTERS:
        raise Refusal(
            "No mail server is named, so no invitation can be sent. Whoever runs Plait sets PLAIT_SMTP_HOST. "
            "Nothing was changed."
        )
    Person.objects.select_for_update().get(pk=person.pk)
    check_can_invite(person, on=timezone.localdate(at))
    user = User.objects.filter(person=person).first() or User(person=person)
    before = user.email
    user.email, user.is_active = person.email.lower(), False
    if not user.pk:
        user.set_unusable_password()
    user.save()
    if before and before != user.email:
        news = {"change": "invited_elsewhere", "when": at.isoformat()}
        post(
            Letter(person, before, "accounts/letters/change", at + settings.INVITATION_LASTS, context=news),
            by=by,
            at=at,
        )
    Invitation.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    expires_at = at + settings.INVITATION_LASTS
    made = Invitation.objects.create(user=user, token_hash=hash_token(token), sent_at=at, expires_at=expires_at)
    link = settings.ADDRESS + reverse("follow_invitation", args=[token])
    post(
        Letter(
            to=person,
            address=person.email,
            template="accounts/letters/invitation",
            send_by=expires_at,
            context={"invited_by": by.name, "until": expires_at.isoformat()},
            secret={"link": link},
        ),
        by=by,
        at=at,
    )
    record(ref=Ref("person", person.pk), verb="invited", said={"who": person.name}, by=by, at=at)
    return made


@command
def withdraw_invitation(*, person: Person, by: Actor, at: datetime) -> None:
    """The link is dead from now on. Nothing changes where none waits."""
    waiting = Invitation.objects.filter(user__person=person, used_at__isnull=True, withdrawn_at__isnull=True)
    if not waiting.update(withdrawn_at=at):
        return nothing_changed(None)
    record(ref=Ref("person", person.pk), verb="invitation_withdrawn", said={"who": person.name}, by=by, at=at)
    return None


@command
def accept_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> User:
    """The link was followed: its receiver can sign in from now on, and it works no second time.

    Passwords, passkeys and apps of before are gone: this is also the way back for somebody who lost their phone.
    """
    held = Invitation.objects.select_for_update().select_related("user__person").get(pk=invitation.pk)
    if not is_open(held, at=at, on=timezone.localdate(at)):
        raise Refusal(GONE)
    held.used_at = at
    held.save(update_fields=["used_at"])
    user = held.user
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=user).delete()
    person = user.person
    record(ref=Ref("person", person.pk), verb="account_opened", said={"who": person.name}, by=by, at=at)
    return user
