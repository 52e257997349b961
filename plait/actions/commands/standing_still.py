"""Nothing moved in two rounds."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from plait.actions.models import OPEN, Action
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import Change, record_all


@command
def note_stuck(*, actions: Collection[int], since: date, by: Actor, at: datetime) -> int:
    """Of these actions (keys), the open ones that have not moved since a day are stuck since then. Answers how many.

    What was noted before stays as it is; the next word that it moves takes it back.
    """
    still = Q(moved_on__isnull=True) | Q(moved_on__lt=since)
    found = Action.objects.filter(OPEN & still, pk__in=actions, stuck_since__isnull=True)
    keys = list(found.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    Action.objects.filter(pk__in=keys).update(stuck_since=since)
    said = {"since": since.isoformat()}
    record_all(changes=[Change(Ref("action", key), "stuck", said) for key in keys], by=by, at=at)
    return len(keys) or nothing_changed(0)
