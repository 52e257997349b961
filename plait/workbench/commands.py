"""What reaches over several rooms at once."""

from datetime import date, datetime

from plait.actions import commands as actions
from plait.actions.queries import open_actions_of_group
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.registry import Ref
from plait.groups import commands as groups
from plait.groups.models import Group
from plait.history.commands import record
from plait.workbench import rules


@command
def end_group_and_hand_over(*, group: Group, to: Group | None, ended_on: date, by: Actor, at: datetime) -> Group:
    """End a group; its open actions go to `to`, each with a trace. All of it happens, or nothing does.

    Refused while open actions remain and nobody takes over.
    """
    held = list(open_actions_of_group(group))
    rules.check_has_successor(group, to, len(held))
    if held and to is not None:
        actions.hand_over(actions=held, to=to, by=by, at=at)
    return groups.end_group(group=group, taken_over_by=to, ended_on=ended_on, by=by, at=at)


@command
def note_restored(*, made_at: str, rows: int, files: int, by: Actor, at: datetime) -> None:
    """That the whole installation was put back to a back-up: the history restored with it cannot tell."""
    said = {"made_at": made_at, "rows": rows, "files": files}
    record(ref=Ref("installation", 1), verb="restored", said=said, by=by, at=at)
