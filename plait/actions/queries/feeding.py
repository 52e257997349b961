"""Whose calendar an address is, and what stands in it."""

from django.db.models import Exists, OuterRef, QuerySet

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.models import Invitation, User
from plait.actions.models import OPEN, Action, CalendarFeed
from plait.actions.queries.standing import own_actions
from plait.actions.rules import hash_secret


def _alive() -> QuerySet[CalendarFeed]:
    """Neither ended, nor of somebody who has left; nor older than the invitation by which they came back."""
    back = Invitation.objects.filter(user=OuterRef("user"), used_at__gt=OuterRef("made_at"))
    return CalendarFeed.objects.filter(~Exists(back), revoked_at__isnull=True, user__is_active=True)


def calendar_of(user: User) -> CalendarFeed | None:
    return _alive().filter(user=user).first()


def reader_of_calendar(secret: str) -> User | None:
    """Whose calendar has this secret in its address; None for whatever answers nothing, without a reason."""
    found = _alive().filter(token_hash=hash_secret(secret)).select_related("user__person").first()
    return found.user if found is not None and can(found.user, Permission.READ_REGISTER) else None


def days_of(user: User) -> QuerySet[Action]:
    """The open actions they answer for by name or by post that have a day, in the order of their days."""
    found = Action.objects.filter(OPEN, pk__in=own_actions(user), due_on__isnull=False)
    return found.only("number", "wording", "safe_title", "due_on").order_by("due_on", "number")
