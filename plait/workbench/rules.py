"""What must hold when rooms are moved together."""

from plait.core.refusals import Refusal
from plait.groups.models import Group


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
