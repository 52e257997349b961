"""What may be done with an action, and the sentence where it may not. Pure: everything is handed in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.models import OPEN_STATES, Action, ActionKind, DueKind, OwnerKind, Responsibility, State
from plait.actions.states import may_follow
from plait.core.refusals import Refusal, Stale
from plait.groups.models import Group
from plait.people.models import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to an action: may they change any there (`runs`), do they answer for this one (`answers`),
    is it because they lead an agency that does (`leads`), or because they deputise for somebody who does (`acts_for`)?
    """

    runs: bool
    answers: bool
    leads: bool = False
    acts_for: Person | None = None


def _holds(check: object) -> bool:
    try:
        check()  # type: ignore[operator]
    except Refusal:
        return False
    return True


def check_is_open(action: Action) -> None:
    if not action.is_open:
        raise Refusal(f"{action.reference} is closed. Open it again first.")


def check_version(action: Action, version: int | None) -> None:
    """`version` is what the person saw; None is said by jobs and the command line."""
    if version is not None and version != action.version:
        raise Stale(f"Somebody changed {action.reference} since you opened it. Look at it again, then decide.")


def check_can_update(action: Action, standing: Standing) -> None:
    check_is_open(action)
    if not (standing.runs or standing.answers):
        raise Refusal("Only those who answer for this action, their deputies and the business unit write updates.")


def can_update(action: Action, standing: Standing) -> bool:
    return _holds(lambda: check_can_update(action, standing))


def check_can_change(action: Action, standing: Standing) -> None:
    check_is_open(action)
    if not standing.runs:
        raise Refusal("The chair and the business unit change owners, dates and wording. Write an update, or ask them.")


def can_change(action: Action, standing: Standing) -> bool:
    return _holds(lambda: check_can_change(action, standing))


def check_can_close(action: Action, *, answer: str) -> None:
    """Work that is done closes the action; an enquiry needs its answer. Impact is judged later."""
    check_is_open(action)
    if action.kind == ActionKind.ENQUIRY and not answer.strip():
        raise Refusal(f"{action.reference} is an enquiry: it closes with an answer. Write what was found out.")


def can_close(action: Action, *, answer: str) -> bool:
    return _holds(lambda: check_can_close(action, answer=answer))


def check_can_close_not_done(action: Action, *, because: str) -> None:
    check_is_open(action)
    if not because.strip():
        raise Refusal("Say why it is not done: the next person who learns the same lesson will ask.")


def can_close_not_done(action: Action, *, because: str) -> bool:
    return _holds(lambda: check_can_close_not_done(action, because=because))


def check_can_reopen(action: Action, *, because: str) -> None:
    if action.is_open:
        raise Refusal(f"{action.reference} is open.")
    if not because.strip():
        raise Refusal("Say why it is opened again.")


def can_reopen(action: Action, *, because: str) -> bool:
    return _holds(lambda: check_can_reopen(action, because=because))


def check_update(action: Action, state: State, *, words: str, blocked_by: Action | None) -> None:
    """An update keeps the action open, says something, and names what blocks."""
    check_is_open(action)
    if state not in OPEN_STATES or not may_follow(State(action.state), state):
        raise Refusal("An update keeps the action open. To close it, use “Close the action”.")
    if blocked_by is not None and blocked_by.pk == action.pk:
        raise Refusal(f"{action.reference} cannot be blocked by itself.")
    if state == State.BLOCKED and not (words.strip() or blocked_by):
        raise Refusal("Say what blocks it, or which action it waits for.")
    if not words.strip() and state == action.state and blocked_by is None:
        raise Refusal("Write what happened, or choose where it stands now.")


def check_can_block(action: Action, chain: Sequence[int]) -> None:
    """`chain`: keys of what the blocking action itself waits for. Two actions cannot wait for each other."""
    if action.pk in chain:
        raise Refusal("These actions would wait for each other. Choose what comes first.")


def check_owners(owners: Sequence[OwnerChoice]) -> None:
    """Nobody stands twice. No owner at all is allowed: it is a question that waits."""
    people = [owner.person.pk for owner in owners if owner.person]
    if len(people) != len(set(people)):
        raise Refusal("The same person is named twice as owner. Name each once.")


def check_hands_on(owners: Sequence[Responsibility], held: Responsibility, to: Person) -> None:
    """`held` still answers, and `to` does not yet."""
    if all(each.pk != held.pk for each in owners):
        raise Refusal("Who answers was changed in the meantime. Look at the action again.")
    if any(each.person_id == to.pk for each in owners):
        raise Refusal(f"{to.name} answers for it already.")


def check_due(due: DueChoice) -> None:
    if due.hard and due.on is None:
        raise Refusal("A hard date needs a day.")
    if due.kind == DueKind.DATE and due.on is None and not due.words:
        raise Refusal("Give the day, or choose “No date”.")


def check_can_move_due(action: Action, *, decided: bool) -> None:
    if action.due_hard and not decided:
        raise Refusal("This is a hard date: it moves only by a decision. Name the decision that moved it.")


def can_move_due(action: Action, *, decided: bool) -> bool:
    return _holds(lambda: check_can_move_due(action, decided=decided))


def check_wording(wording: str) -> None:
    if not wording.strip():
        raise Refusal("An action needs its wording.")


def check_can_hand_over(actions: Sequence[Action], to: Group) -> None:
    if to.ended_on:
        raise Refusal(f"The {to.name} has ended. Choose a group that is at work.")
    if any(action.group_id == to.pk for action in actions):
        raise Refusal(f"These actions are with the {to.name} already.")


def is_settled(kind: str) -> bool:
    return kind != OwnerKind.AS_WRITTEN


def hash_secret(secret: str) -> str:
    """What is kept of the secret in a calendar's address."""
    return hashlib.sha256(secret.encode()).hexdigest()
