"""Putting actions into another circle: a restricted one, or one of their own for a conflict of interest."""

from collections.abc import Sequence
from datetime import datetime

from plait.access.models import Circle
from plait.actions.commands.shared import _index, _safe_title
from plait.actions.models import Action, Evidence
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.files.commands import move_to_circle
from plait.history.commands import Change, record_all
from plait.search.commands import move


@command
def put_into_circle(*, actions: Sequence[Action], circle: Circle, because: str = "", by: Actor, at: datetime) -> int:
    """The actions, their files and what is found of them belong to `circle` from now on. Answers how many went.

    In a restricted circle an action gets its safe title; out of one it loses it. `because`: what a person gave as the
    reason; a conflict of interest says it in its own circle only.
    """
    keys = [action.pk for action in actions]
    found = Action.objects.select_for_update(of=("self",)).select_related("group").filter(pk__in=keys)
    held = list(found.exclude(circle=circle).order_by("pk"))
    for action in held:
        action.circle = circle
        action.safe_title = _safe_title(action.number, action.group, circle)
        action.version += 1
        action.save(update_fields=["circle", "safe_title", "version"])
        files = list(Evidence.objects.filter(action=action).values_list("file", flat=True))
        move_to_circle(files=files, circle=circle, by=by, at=at)
        move(refs=[Ref("file", key) for key in files], circle_id=circle.pk, by=by, at=at)
        _index(action, by, at)
    said = {"to": circle.name, **({"because": because} if because else {})}
    record_all(changes=[Change(Ref("action", action.pk), "put_into_circle", said) for action in held], by=by, at=at)
    return len(held) or nothing_changed(0)
