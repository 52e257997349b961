"""What a group would leave behind if it ended: counted past circles, and told without words."""

from dataclasses import dataclass

from plait.actions.queries import open_actions_of_group
from plait.groups.models import Group
from plait.meetings.models import Matter, MatterState
from plait.risks.models import Risk, RiskState


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """How many of each: open actions, open risks, matters that wait for the next agenda."""

    actions: int
    risks: int
    matters: int

    @property
    def words(self) -> list[str]:
        """2 open actions, 1 open risk; nothing where there is nothing."""
        counts = ((self.actions, "open action"), (self.risks, "open risk"), (self.matters, "matter for its agenda"))
        more = {"matter for its agenda": "matters for its agenda"}
        return [f"{n:,} {one if n == 1 else more.get(one, f'{one}s')}" for n, one in counts if n]


def left_behind(group: Group) -> LeftBehind:
    return LeftBehind(
        open_actions_of_group(group).count(),
        Risk.objects.filter(group=group, state=RiskState.OPEN).count(),
        Matter.objects.filter(group=group, state=MatterState.WAITING).count(),
    )
