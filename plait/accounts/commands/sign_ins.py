"""Codes by e-mail, and the end of sign-ins."""

from datetime import datetime, timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from plait.accounts.from_above import Letter, post
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record


@command
def send_code(*, user: User, code: str, by: Actor, at: datetime) -> None:
    """A code to sign in with. It is in nothing that is kept: the outbox holds it sealed until it is sent."""
    post(
        Letter(
            to=user.person,
            address=user.email,
            template="accounts/letters/sign_in_code",
            send_by=at + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
            secret={"code": code},
        ),
        by=by,
        at=at,
    )
    nothing_changed(None)


@command
def clear_ended(*, by: Actor, at: datetime) -> None:
    """Take away sessions that ran out, and the rows of sign-ins whose session is gone. No record changes by it."""
    Session.objects.filter(expire_date__lte=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    nothing_changed(None)


@command
def end_sign_ins(*, user: User, only: int | None = None, keep: str = "", by: Actor, at: datetime) -> int:
    """Sign a user out: everywhere, but for the session `keep`; or of the one sign-in whose key is `only`."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=keep)
    keys = list((rows.filter(pk=only) if only is not None else rows).values_list("session_key", flat=True))
    if not keys:
        return nothing_changed(0)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for key in keys:
        store.delete(key)
    UserSession.objects.filter(session_key__in=keys).delete()
    record(ref=Ref("person", user.person_id), verb="signed_out", said={"sign_ins": len(keys)}, by=by, at=at)
    return len(keys)
