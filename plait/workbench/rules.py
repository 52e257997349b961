"""What must hold when rooms are moved together."""

from collections.abc import Sequence
from datetime import date

from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.people.models import Person


def check_has_successor(group: Group, to: Group | None, held: Sequence[str]) -> None:
    """What a group holds (in words, "2 open actions") outlives it: somebody takes it over."""
    if held and to is None:
        many = " and ".join([", ".join(held[:-1]), held[-1]] if held[1:] else held)
        raise Refusal(f"The {group.name} holds {many}. Choose the group that takes over.")
    if to is not None and to.pk == group.pk:
        raise Refusal("A group cannot take over from itself. Choose another group.")
    if to is not None and to.ended_on:
        raise Refusal(f"The {to.name} has ended. Choose a group that is at work.")


def has_successor(group: Group, to: Group | None, held: Sequence[str]) -> bool:
    try:
        check_has_successor(group, to, held)
    except Refusal:
        return False
    return True


def check_leaving(on: date, *, today: date) -> None:
    """Sign-in ends at once, so leaving is recorded on the day or after it."""
    if on > today:
        raise Refusal("Their sign-in ends as soon as this is saved. Record it on the day they leave, or after it.")


def check_why(reason: str) -> str:
    """The reason without needless blanks, at most 300 characters. Whoever may open the record reads it."""
    said = " ".join(reason.replace("\x00", " ").split())
    if not said:
        raise Refusal("Say why. The reason stands in the history.")
    if len(said) > 300:
        raise Refusal("Give the reason in at most 300 characters.")
    return said


def check_goes_on(person: Person, to: Person) -> None:
    if person.pk == to.pk:
        raise Refusal(f"{person.name} leaves. Choose somebody else to go on with the actions.")


def check_sits_instead(person: Person, to: Person) -> None:
    if person.pk == to.pk:
        raise Refusal(f"{person.name} leaves. Choose somebody else for the seats, or leave them vacant.")


LARGEST_PEOPLE_SHEET = 5 * 1024 * 1024  # bytes


def check_takes_posts(person: Person, to: Person) -> None:
    if person.pk == to.pk:
        raise Refusal(f"{person.name} leaves. Choose somebody else for the posts, or leave them vacant.")
