"""Whether somebody reaches restricted material because they answer for an action of it."""

from plait.access.models import Level
from plait.actions.models import Action
from plait.actions.queries.register import sight_of
from plait.core.registry import Viewer


def answers_for_restricted(viewer: Viewer) -> bool:
    """Told to the accounts, which ask such people for a second step."""
    own = sight_of(viewer).own
    return bool(own) and Action.objects.filter(pk__in=own, circle__level=Level.RESTRICTED).exists()
