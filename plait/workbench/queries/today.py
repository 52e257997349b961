"""Everything that waits for one person today, gathered in a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.access.permissions import Permission
from plait.access.queries import can_somewhere, only_where
from plait.accounts.models import User
from plait.actions.models import Action, Responsibility
from plait.actions.queries import register_for
from plait.meetings.models import Meeting, MinutesImport
from plait.meetings.queries import Coming, coming_meetings
from plait.people.models import Post
from plait.people.queries import post_of
from plait.workbench.queries import meetings, work

MINE, OLDEST, HARD, MEETINGS, IMPORTS = 8, 6, 5, 3, 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """`*_in_all` counts stop after `work.COUNTED`; the lists are the first few."""

    mine: Sequence[Action]
    mine_in_all: int
    mine_past: int
    oldest: Sequence[Action]
    past: int
    hard: Sequence[Action]
    questions: Sequence[Responsibility]
    questions_in_all: int
    held_up: int
    posts: Mapping[int, Post]
    imports: Sequence[MinutesImport]
    coming: Sequence[Coming]
    held: Sequence[Meeting]
    new: bool


def waiting_for(viewer: User, *, on: date, questions: int) -> Waiting:
    """`questions`: how many of the open questions to fetch. Only who may answer one is asked."""
    seen = register_for(viewer)
    here = work.open_actions(seen)
    mine = work.answered_for_by(here, viewer.person_id, on=on)
    past = work.past_the_date(here, on=on)
    rows_mine = list(mine.order_by("due_order", "number")[:MINE])
    rows_past, rows_hard = list(past[:OLDEST]), list(work.hard_dates(here)[:HARD])
    work.with_owners([*rows_mine, *rows_past, *rows_hard])
    settles = can_somewhere(viewer, Permission.CHANGE_ACTION)
    theirs = seen.filter(only_where(Permission.CHANGE_ACTION, viewer))
    asked = list(work.unsettled_owners(theirs)[:questions]) if settles else []
    in_all, held_up = work.count_unsettled(theirs) if asked else (0, 0)
    candidates = {person.pk for owner in asked for person in owner.candidates.all()}
    confirms = can_somewhere(viewer, Permission.CONFIRM_MINUTES)
    unread = meetings.waiting_imports(viewer).filter(only_where(Permission.CONFIRM_MINUTES, viewer))
    imports = list(unread[:IMPORTS]) if confirms else []
    coming, held = coming_meetings(viewer, on=on)[:MEETINGS], list(meetings.held(viewer, on=on)[:MEETINGS])
    return Waiting(
        mine=rows_mine,
        mine_in_all=work.count(mine) if len(rows_mine) == MINE else len(rows_mine),
        mine_past=work.count(work.past_the_date(mine, on=on)) if rows_mine else 0,
        oldest=rows_past,
        past=work.count(past) if len(rows_past) == OLDEST else len(rows_past),
        hard=rows_hard,
        questions=asked,
        questions_in_all=in_all,
        held_up=held_up,
        posts=post_of(candidates, on=on) if candidates else {},
        imports=imports,
        coming=coming,
        held=held,
        new=not (coming or held or imports or seen.exists()),
    )
