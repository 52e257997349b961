"""Somebody leaves: another person answers for their actions."""

from collections.abc import Sequence
from datetime import datetime

from plait.actions.choices import OwnerChoice
from plait.actions.commands.changing import _as_choice, change
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.people.models import Person


@command
def answer_instead(*, actions: Sequence[Action], person: Person, to: Person, by: Actor, at: datetime) -> int:
    """`to` answers from now on wherever `person` answered by name. Answers how many actions changed."""
    changed = 0
    for action in actions:
        running = Responsibility.objects.filter(action=action, ended_at__isnull=True).order_by("pk")
        owners = [_as_choice(held) for held in running.select_related("person", "post", "agency", "group")]
        if not any(owner.person == person for owner in owners):
            continue
        stays = [owner for owner in owners if owner.person not in (person, to)]
        leads = any(owner.leads for owner in owners if owner.person in (person, to))
        change(action=action, owners=[*stays, OwnerChoice(OwnerKind.PERSON, to, leads=leads)], by=by, at=at)
        changed += 1
    return changed or nothing_changed(0)
