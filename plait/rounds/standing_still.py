"""After a round: what has not moved in two of them is noted in the register, in small transactions."""

from datetime import datetime

from plait.actions.commands import note_stuck
from plait.rounds.asking import CLOCK
from plait.rounds.queries.unmoved import groups_with_rounds, unmoved

AT_ONCE = 500  # actions noted in one transaction


def look_for_stuck(at: datetime, group_id: int | None = None) -> None:
    """In one group, or in all of them. It may be broken off and repeated: what was noted is not noted twice."""
    for key in groups_with_rounds() if group_id is None else [group_id]:
        since, keys = unmoved(key)
        for first in range(0, len(keys), AT_ONCE):
            note_stuck(actions=keys[first : first + AT_ONCE], since=since, by=CLOCK, at=at)
