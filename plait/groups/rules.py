"""When a group may end."""

from collections.abc import Sequence
from datetime import date

from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Holding
from plait.groups.models import Group


def check_can_end(group: Group, held: Sequence[Holding]) -> None:
    """A group ends once, and only when nothing is left that it alone holds."""
    if group.ended_on:
        raise Refusal(f"The {group.name} has ended already.")
    if held:
        many = f"{len(held)} open actions" if len(held) > 1 else "an open action"
        raise Refusal(f"The {group.name} still holds {many}. Hand them over to another group first.")


def can_end(group: Group, held: Sequence[Holding]) -> bool:
    try:
        check_can_end(group, held)
    except Refusal:
        return False
    return True


def check_end_day(group: Group, day: date) -> None:
    """No group ends before it began."""
    if day < group.started_on:
        raise Refusal(f"The {group.name} began on {say(group.started_on)}. Give a later day.")


def check_can_take_over(group: Group, successor: Group) -> None:
    """Only another group that is at work takes over."""
    if successor.pk == group.pk:
        raise Refusal("A group cannot take over from itself. Choose another group.")
    if successor.ended_on:
        raise Refusal(f"The {successor.name} has ended. Choose a group that is at work.")
