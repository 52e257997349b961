"""What reaches over several rooms at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from plait.access import commands as access
from plait.access.queries import roles_held
from plait.accounts import commands as accounts
from plait.actions import commands as actions
from plait.actions.models import Action
from plait.actions.queries import open_actions_of_group
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.registry import Ref
from plait.groups import commands as groups
from plait.groups.models import Group, SeatHolding
from plait.history.commands import record
from plait.meetings import commands as meetings
from plait.people import commands as people
from plait.people.models import Person
from plait.people.queries import posts_on
from plait.risks import commands as risks
from plait.workbench import rules
from plait.workbench.queries.holding import left_behind


@command
def end_group_and_hand_over(*, group: Group, to: Group | None, ended_on: date, by: Actor, at: datetime) -> Group:
    """End a group; its open actions and risks, and what waits for its next agenda, go to `to`, each with a trace.

    All of it happens, or nothing does. Refused while something is left and nobody takes over.
    """
    held = list(open_actions_of_group(group))
    rules.check_has_successor(group, to, left_behind(group).words)
    if to is not None:
        actions.hand_over(actions=held, to=to, by=by, at=at)
        risks.hand_over_risks(group=group, to=to, by=by, at=at)
        meetings.hand_over_matters(group=group, to=to, by=by, at=at)
    return groups.end_group(group=group, taken_over_by=to, ended_on=ended_on, by=by, at=at)


@command
def record_leaving(
    *, person: Person, on: date, to: Person | None, actions_seen: Sequence[Action], by: Actor, at: datetime
) -> int:
    """A person leaves: posts, seats and roles end on `on`, they sign in no more, and `to` goes on with their actions.

    `actions_seen` are the open actions that whoever records it may see; others stay, for those in their circle.
    Answers how many actions went over.
    """
    rules.check_leaving(on, today=localdate(at))
    for post in posts_on(on).filter(holder=person, ends_on__isnull=True):
        people.end_post(post=post, ends_on=on, by=by, at=at)
    for holding in SeatHolding.objects.filter(person=person, ends_on__isnull=True).select_related("seat__group"):
        groups.leave_seat(holding=holding, ends_on=on, by=by, at=at)
    for role in roles_held(person.pk, on=on):
        access.end_role(person=person, role=role, ends_on=on, by=by, at=at)
    accounts.close_account(person=person, by=by, at=at)
    went = 0
    if to is not None and actions_seen:
        rules.check_goes_on(person, to)
        went = actions.answer_instead(actions=actions_seen, person=person, to=to, by=by, at=at)
    said = {"who": person.name, "on": on.isoformat(), "to": to.name if to else ""}
    record(ref=Ref("person", person.pk), verb="left_the_partnership", said=said, by=by, at=at)
    return went


@command
def note_restored(*, made_at: str, rows: int, files: int, by: Actor, at: datetime) -> None:
    """That the whole installation was put back to a back-up: the history restored with it cannot tell."""
    said = {"made_at": made_at, "rows": rows, "files": files}
    record(ref=Ref("installation", 1), verb="restored", said=said, by=by, at=at)
