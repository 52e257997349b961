"""Somebody leaves: another person answers for their actions, and for those of their posts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from plait.actions.choices import OwnerChoice
from plait.actions.commands.changing import _as_choice, change
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.people.models import Person, Post


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


@command
def answer_by_post_instead(*, actions: Sequence[Action], post: Post, to: Post, by: Actor, at: datetime) -> int:
    """The post is held by somebody else from now on, who has a row of their own: `to` answers wherever `post` did."""
    changed = 0
    for action in actions:
        running = Responsibility.objects.filter(action=action, ended_at__isnull=True).order_by("pk")
        owners = [_as_choice(held) for held in running.select_related("person", "post", "agency", "group")]
        if not any(owner.post == post for owner in owners):
            continue
        now = [replace(owner, post=to) if owner.post == post else owner for owner in owners]
        change(action=action, owners=now, by=by, at=at)
        changed += 1
    return changed or nothing_changed(0)
