"""The steps of each action, through the register's commands."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from plait.actions import commands as register
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.models import Action, DueKind, OwnerKind, State
from plait.core.dates import say
from plait.workbench.sample.afterwards.steps import (
    Done,
    Heard,
    Moved,
    NotDone,
    Place,
    Reopened,
    Settled,
    Shown,
    Step,
)
from plait.workbench.sample.days import working
from plait.workbench.sample.diary import Diary
from plait.workbench.sample.foundations import Marlshire

UNIT = ("bronwen", "kemi", "joel")  # the business unit closes and opens again; owners write updates
Numbers = dict[Place, int]  # where an action was minuted -> its key in the register


def plan(diary: Diary, made: Marlshire, numbers: Numbers, place: Place, held: date, steps: Sequence[Step]) -> None:
    """Write the steps of one action into the diary."""
    for step in steps:
        diary.write(day_of(step, held, made.calendar.on), partial(_take, made, numbers, place, step))


def day_of(step: Step, held: date, on: date) -> date:
    """The working day of a step: after the meeting, or before the sample's own day."""
    return working((held if step.when > 0 else on) + timedelta(days=step.when))


def _take(made: Marlshire, numbers: Mapping[Place, int], place: Place, step: Step, at: datetime) -> None:
    action = Action.objects.get(pk=numbers[place])
    match step:
        case Heard():
            _hear(made, numbers, action, step, at)
        case Shown():
            data = step.text.encode()
            register.add_evidence(
                action=action, data=data, name=step.name, words=step.words, by=made.actor(step.who), at=at
            )
        case Done():
            _finish(made, action, step, at)
        case NotDone():
            register.close_not_done(action=action, because=step.because, by=made.actor(_unit(step.who)), at=at)
        case Reopened():
            register.reopen(action=action, because=step.because, by=made.actor(_unit(step.who)), at=at)
        case Settled():
            _settle(made, action, step, at)
        case Moved():
            day = working(made.calendar.on + timedelta(days=step.to))
            due = DueChoice(DueKind.DATE, day, f"by {say(day)}")
            register.change(action=action, due=due, by=made.actor(step.who), at=at)


def _hear(made: Marlshire, numbers: Mapping[Place, int], action: Action, step: Heard, at: datetime) -> None:
    blocker = Action.objects.get(pk=numbers[step.blocked_by]) if step.blocked_by else None
    register.write_update(
        action=action,
        words=step.words,
        state=step.state,
        on_behalf_of=made.people[step.who] if step.told_to else None,
        blocked_by=blocker,
        by=made.actor(step.told_to or step.who),
        at=at,
    )


def _settle(made: Marlshire, action: Action, step: Settled, at: datetime) -> None:
    asked = action.responsibilities.get(kind=OwnerKind.AS_WRITTEN, ended_at__isnull=True)
    owner = OwnerChoice(OwnerKind.PERSON, person=made.people[step.meant], words=asked.words)
    register.settle_owner(responsibility=asked, owner=owner, by=made.actor(step.who), at=at)


def _finish(made: Marlshire, action: Action, step: Done, at: datetime) -> None:
    """An owner says that it is done; the business unit closes it half an hour later."""
    if step.who in UNIT:
        register.close(action=action, answer=step.answer, words=step.words, by=made.actor(step.who), at=at)
        return
    words = step.words or "Done: the answer is with the business unit."
    register.write_update(
        action=action, words=words, state=State.ON_THE_WAY, by=made.actor(step.who), at=at - timedelta(minutes=30)
    )
    closing = "" if step.answer else f"Closed: {made.people[step.who].name} has finished it."
    register.close(action=action, answer=step.answer, words=closing, by=made.actor("bronwen"), at=at)


def _unit(key: str) -> str:
    return key if key in UNIT else "bronwen"
