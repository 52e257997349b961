"""What is said about an action while it is open, and the files that show it."""

import hashlib
from datetime import datetime

from django.utils import timezone

from plait.actions import rules
from plait.actions.commands.shared import _index, _keep, _locked, _note_moved
from plait.actions.models import Action, Evidence, State, Update
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.files.commands import store
from plait.history.commands import record
from plait.people.models import Person

LONGEST_CHAIN = 50


@command
def write_update(
    *,
    action: Action,
    words: str,
    state: State,
    on_behalf_of: Person | None = None,
    blocked_by: Action | None = None,
    version: int | None = None,
    moved: bool = True,
    by: Actor,
    at: datetime,
) -> Action:
    """Say what happened and where the action stands. `on_behalf_of`: somebody told it, by telephone perhaps.

    `moved`: that something is done about it, not only said; what is blocked does not move.
    A deputy who writes for the owner is an actor on the owner's behalf.
    """
    held = _locked(action, version)
    rules.check_update(held, state, words=words, blocked_by=blocked_by)
    if blocked_by is not None:
        rules.check_can_block(held, _waits_for(blocked_by))
    before = State(held.state)
    Update.objects.create(
        action=held,
        at=at,
        words=words.strip(),
        state_before=before,
        state_after=state,
        by_id=by.person_id,
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else by.on_behalf_of_id,
    )
    held.state = state
    held.last_heard_on = timezone.localdate(at)
    blocked = state == State.BLOCKED
    if moved and state != State.BLOCKED:
        _note_moved(held, timezone.localdate(at))
    held.blocked_since = (held.blocked_since or timezone.localdate(at)) if blocked else None
    held.blocked_by = blocked_by if blocked else None
    held.blocked_words = words.strip()[:500] if blocked else ""
    said = {
        "words": words.strip(),
        "from": before.label,
        "to": State(state).label,
        "blocked_by": blocked_by.reference if blocked_by else "",
        "told_by": on_behalf_of.name if on_behalf_of else "",
    }
    kept = _keep(held, "updated", said, by, at)
    _index(kept, by, at)
    return kept


def _waits_for(action: Action) -> list[int]:
    """Keys of the action and of what it waits for, along the chain as it stands in the database."""
    chain: list[int] = []
    at: int | None = action.pk
    while at is not None and at not in chain and len(chain) < LONGEST_CHAIN:
        chain.append(at)
        at = Action.objects.filter(pk=at).values_list("blocked_by", flat=True).first()
    return chain


@command
def add_evidence(*, action: Action, data: bytes, name: str, words: str, by: Actor, at: datetime) -> Evidence:
    """Keep a file that shows what was done, for the action's circle; the same bytes once."""
    there = Evidence.objects.filter(action=action, file__sha256=hashlib.sha256(data).hexdigest()).first()
    if there is not None:
        return nothing_changed(there)
    kept = store(data=data, name=name, circle=action.circle, by=by, at=at)
    evidence = Evidence.objects.create(action=action, file=kept, words=words.strip()[:300], added_at=at)
    said = {"name": kept.name, "words": evidence.words}
    record(ref=Ref("action", action.pk), verb="evidence_added", said=said, by=by, at=at)
    return evidence
