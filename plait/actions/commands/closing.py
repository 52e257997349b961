"""The end of an action: done, answered, not done because; and opening it again."""

from datetime import datetime

from django.utils import timezone

from plait.actions import rules
from plait.actions.commands.shared import _index, _keep, _locked, _note_moved
from plait.actions.models import Action, State, Update
from plait.core.actor import Actor
from plait.core.commands import command


@command
def close(
    *,
    action: Action,
    answer: str = "",
    words: str = "",
    on: datetime | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Action:
    """The work is done. An enquiry closes with its answer; of a practice change the impact is judged later.

    `on`: when it was done, where that was earlier than now, as an old log says.
    """
    held = _locked(action, version)
    rules.check_can_close(held, answer=answer)
    _end(held, State.DONE, words.strip() or answer.strip(), by, at, on)
    held.answer = answer.strip()
    _index(held, by, at)
    return _keep(held, "closed", {"answer": held.answer, "words": words.strip()}, by, at)


@command
def close_not_done(
    *,
    action: Action,
    because: str,
    on: datetime | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Action:
    """It will not be done, and why. `on`: since when, where that was earlier than now."""
    held = _locked(action, version)
    rules.check_can_close_not_done(held, because=because)
    held.not_done_because = because.strip()
    _end(held, State.NOT_DONE, because.strip(), by, at, on)
    _index(held, by, at)
    return _keep(held, "closed_not_done", {"because": held.not_done_because}, by, at)


@command
def reopen(*, action: Action, because: str, version: int | None = None, by: Actor, at: datetime) -> Action:
    """It was closed too early. What was said when it closed stays in its history."""
    held = _locked(action, version)
    rules.check_can_reopen(held, because=because)
    _say(held, State.ON_THE_WAY, because.strip(), by, at)
    held.state = State.ON_THE_WAY
    held.closed_at = None
    held.closed_by_id = None
    held.answer = held.not_done_because = ""
    _index(held, by, at)
    return _keep(held, "reopened", {"because": because.strip()}, by, at)


def _end(action: Action, state: State, words: str, by: Actor, at: datetime, on: datetime | None) -> None:
    _say(action, state, words, by, at)
    action.state = state
    action.closed_at = min(on, at) if on else at
    action.last_heard_on = timezone.localdate(action.closed_at)
    action.closed_by_id = by.person_id
    action.blocked_by = None
    action.blocked_words = ""
    action.blocked_since = None


def _say(action: Action, state: State, words: str, by: Actor, at: datetime) -> None:
    Update.objects.create(
        action=action, at=at, words=words, state_before=action.state, state_after=state, by_id=by.person_id
    )
    action.last_heard_on = timezone.localdate(at)
    _note_moved(action, timezone.localdate(at))
