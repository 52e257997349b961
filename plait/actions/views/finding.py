"""What every page of one action begins with: find it, or answer as if it were not there."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.actions import queries
from plait.actions.models import Action
from plait.actions.queries import Sight
from plait.actions.rules import Standing
from plait.core.registry import Ref


def found_with_sight(request: HttpRequest, reference: str) -> tuple[User, Action, Sight]:
    """The reader, the action, and what else they may see."""
    user = signed_in(request)
    sight = queries.sight_of(user)
    action = queries.by_reference(user, reference, sight)
    if action is None:
        raise Http404
    return user, action, sight


def found(request: HttpRequest, reference: str) -> tuple[User, Action, Standing]:
    """The reader, the action, and how they stand to it. That restricted material was opened is recorded."""
    user, action, sight = found_with_sight(request, reference)
    ref = Ref("action", action.pk)
    if action.circle.restricted:
        note_opened(circle=action.circle, ref=ref, how="detail", by=actor_of(user), at=timezone.now())
    return user, action, queries.standing_of(action, user, knows=action.circle_id in sight.circles, own=sight.own)


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
