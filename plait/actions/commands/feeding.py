"""The address of somebody's calendar: made, made anew, ended."""

import secrets
from datetime import datetime

from plait.accounts.models import User
from plait.actions.models import CalendarFeed
from plait.actions.rules import hash_secret
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record


@command
def make_calendar(*, user: User, by: Actor, at: datetime) -> str:
    """A new secret for the address of their calendar, told this once. The one before it is dead from now on."""
    User.objects.select_for_update().get(pk=user.pk)
    CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=at)
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(user=user, token_hash=hash_secret(secret), made_at=at)
    record(ref=Ref("person", user.person_id), verb="calendar_made", said={}, by=by, at=at)
    return secret


@command
def end_calendar(*, user: User, by: Actor, at: datetime) -> None:
    """The address answers nothing from now on."""
    if not CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=at):
        return nothing_changed(None)
    record(ref=Ref("person", user.person_id), verb="calendar_ended", said={}, by=by, at=at)
    return None
