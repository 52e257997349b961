"""What must hold when rooms are moved together."""

from datetime import date

from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.people.models import Person


def check_has_successor(group: Group, to: Group | None, held: int) -> None:
    """Actions outlive groups: somebody takes them over."""
    if held and to is None:
        many = f"{held:,} open actions" if held > 1 else "1 open action"
        raise Refusal(f"The {group.name} holds {many}. Choose the group that takes over.")


def has_successor(group: Group, to: Group | None, held: int) -> bool:
    try:
        check_has_successor(group, to, held)
    except Refusal:
        return False
    return True


def check_leaving(on: date, *, today: date) -> None:
    """Sign-in ends at once, so leaving is recorded on the day or after it."""
    if on > today:
        raise Refusal("Their sign-in ends as soon as this is saved. Record it on the day they leave, or after it.")


def check_goes_on(person: Person, to: Person) -> None:
    if person.pk == to.pk:
        raise Refusal(f"{person.name} leaves. Choose somebody else to go on with the actions.")
