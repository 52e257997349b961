"""When a group may end, and who may take a seat."""

from collections.abc import Sequence
from datetime import date

from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Holding
from plait.groups.models import Group, Seat, SeatHolding
from plait.people.models import Person


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


def check_is_at_work(group: Group) -> None:
    if group.ended_on:
        raise Refusal(f"The {group.name} has ended. It takes no new seats.")


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


def check_can_take(
    seat: Seat, person: Person, starts_on: date, *, before: SeatHolding | None, beside: SeatHolding | None
) -> None:
    """`before` holds this place now and makes way; `beside` is in the seat's other place (holder or deputy)."""
    if seat.ended_on:
        raise Refusal(f"The seat {seat.title} has ended. Add a new seat instead.")
    if before is not None and before.person_id == person.pk:
        raise Refusal(f"{person.name} is in this place already, since {say(before.starts_on)}.")
    if beside is not None and beside.person_id == person.pk:
        raise Refusal(f"{person.name} is in this seat already. A holder and a deputy are two people.")
    if before is not None and starts_on < before.starts_on:
        raise Refusal(f"{before.person.name} came on {say(before.starts_on)}. Give that day or a later one.")


def check_lets_in(seat: Seat, person: Person, by: int | None) -> None:
    """Nobody lets themselves into a restricted circle; `by` is the key of the person who seats."""
    if seat.group.circle.restricted and by == person.pk:
        raise Refusal(
            f"The {seat.group.name} is restricted: nobody takes a seat there by themselves. "
            "Ask a colleague in the business unit to record it."
        )


def check_can_end_seat(seat: Seat) -> None:
    if seat.ended_on:
        raise Refusal(f"The seat {seat.title} has ended already.")


def check_leaving_day(holding: SeatHolding, ends_on: date) -> None:
    if ends_on < holding.starts_on:
        raise Refusal(f"{holding.person.name} came on {say(holding.starts_on)}. Give that day or a later one.")
    if holding.ends_on is not None:
        raise Refusal(f"{holding.person.name} has left this seat already.")
