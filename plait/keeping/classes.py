"""The kinds of record that are kept for a period, and which of them are settled, so that they can fall due."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model, Q, QuerySet

from plait.accounts.models import User
from plait.actions.models import OPEN_STATES, Action
from plait.core.dates import say
from plait.core.registry import Ref
from plait.groups.models import Group, SeatHolding
from plait.meetings.models import Meeting
from plait.notifications.models import Message
from plait.notifications.models import State as LetterState
from plait.people.models import Person, Post
from plait.risks.models import Risk, RiskState


@dataclass(frozen=True, slots=True)
class Kept:
    """`settled`: rows that may fall due. `name` is said of many, `one` of one."""

    slug: str
    name: str
    one: str
    model: type[Model]
    settled: Callable[[], QuerySet[Any]]


def _settled_actions() -> QuerySet[Action]:
    return Action.objects.exclude(state__in=OPEN_STATES)


def _settled_people() -> QuerySet[Person]:
    """Nobody with an account that is open, a post or a seat."""
    return (
        Person.objects.exclude(pk__in=User.objects.filter(is_active=True).order_by().values("person"))
        .exclude(pk__in=Post.objects.filter(ends_on=None, holder__isnull=False).order_by().values("holder"))
        .exclude(pk__in=SeatHolding.objects.filter(ends_on=None).order_by().values("person"))
    )


def _settled_letters() -> QuerySet[Message]:
    return Message.objects.exclude(Q(state=LetterState.WAITING) | Q(state=LetterState.GATHERED))


KEPT: Final = {
    kept.slug: kept
    for kept in (
        Kept("action", "Actions", "Action", Action, _settled_actions),
        Kept("meeting", "Meetings and their minutes", "Meeting", Meeting, lambda: Meeting.objects.all()),
        Kept("risk", "Risks", "Risk", Risk, lambda: Risk.objects.exclude(state=RiskState.OPEN)),
        Kept("message", "Letters", "Letter", Message, _settled_letters),
        Kept("group", "Groups that ended", "Group", Group, lambda: Group.objects.exclude(ended_on=None)),
        Kept("person", "People who left", "Person", Person, _settled_people),
    )
}


def row_of(ref: Ref) -> Model | None:
    """The record itself; None where there is none of the kind, or none any more."""
    kept = KEPT.get(ref.kind)
    return kept.model._default_manager.filter(pk=ref.key).first() if kept else None


def reference_of(row: Model) -> str:
    """ACT-0042, "Meeting 12 of 8 July 2026": what a record is called when no word of it may be kept."""
    said = getattr(row, "reference", "")
    if said:
        return str(said)
    one = next(kept.one for kept in KEPT.values() if isinstance(row, kept.model))
    held_on = getattr(row, "held_on", None)
    return f"{one} {row.pk} of {say(held_on)}" if held_on else f"{one} {row.pk}"
