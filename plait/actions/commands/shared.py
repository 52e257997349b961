"""What several commands do to one action: lock it, write its history, keep it findable."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from plait.access.models import Circle
from plait.actions import rules
from plait.actions.choices import OwnerChoice
from plait.actions.models import PREFIX, Action, Responsibility
from plait.actions.queries.findable import findable
from plait.core.actor import Actor
from plait.core.references import say_reference
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record
from plait.search.commands import index


def _locked(action: Action, version: int | None) -> Action:
    """The action as it stands now, held until the transaction ends; refused if the person saw an older one."""
    held = Action.objects.select_for_update(of=("self",)).select_related("group", "circle").get(pk=action.pk)
    rules.check_version(held, version)
    return held


def _safe_title(number: int, group: Group, circle: Circle) -> str:
    """What stands for the wording in lists and messages: references only, in a restricted circle only."""
    return f"Action {say_reference(PREFIX, number)} of the {group}" if circle.restricted else ""


def _note_moved(action: Action, on: date) -> None:
    """Something is done about it: it is not stuck."""
    action.moved_on = on
    action.stuck_since = None


def _keep(action: Action, verb: str, said: Mapping[str, object], by: Actor, at: datetime) -> Action:
    """Save under a new version and write the history."""
    action.version += 1
    action.save()
    record(ref=Ref("action", action.pk), verb=verb, said=said, by=by, at=at)
    return action


def _index(action: Action, by: Actor, at: datetime) -> None:
    index(records=[findable(action)], by=by, at=at)


def _give(action: Action, owners: Sequence[OwnerChoice]) -> None:
    """Write the owners of an action."""
    rules.check_owners(owners)
    for owner in owners:
        given = Responsibility.objects.create(
            action=action,
            kind=owner.kind,
            person=owner.person,
            post=owner.post,
            agency=owner.agency,
            group=owner.group,
            words=owner.words[:200],
            leads=owner.leads,
        )
        if owner.candidates:
            given.candidates.set(owner.candidates)
