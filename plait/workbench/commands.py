"""What reaches over several rooms at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from plait.access import commands as access
from plait.access.models import Came, Grant
from plait.access.queries import roles_held
from plait.accounts import commands as accounts
from plait.actions import commands as actions
from plait.actions.models import Action
from plait.actions.queries import open_actions_of_group
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.registry import Ref
from plait.groups import commands as groups
from plait.groups.models import Group, HoldingAs, SeatHolding
from plait.history.commands import record
from plait.meetings import commands as meetings
from plait.meetings.queries.meetings import planned_meetings
from plait.notifications import commands as letters
from plait.people import commands as people
from plait.people.models import Person, Post
from plait.people.queries import posts_on
from plait.risks import commands as risks
from plait.risks.models import Risk
from plait.rounds import commands as rounds
from plait.rounds.queries.reading import running_round
from plait.workbench import rules
from plait.workbench.queries.holding import left_behind


@command
def end_group_and_hand_over(*, group: Group, to: Group | None, ended_on: date, by: Actor, at: datetime) -> Group:
    """End a group; its open actions and risks, and what waits for its next agenda, go to `to`, each with a trace.

    A round that runs is closed, and meetings planned for later are cancelled. All of it happens, or nothing does.
    Refused while something is left and nobody takes over.
    """
    if (running := running_round(group.pk)) is not None:
        rounds.close_round(held=running, by=by, at=at)
    for meeting in planned_meetings(group, on=ended_on):
        meetings.cancel_meeting(meeting=meeting, because=f"The {group} has ended", by=by, at=at)
    held = list(open_actions_of_group(group))
    rules.check_has_successor(group, to, left_behind(group).words)
    if to is not None:
        actions.hand_over(actions=held, to=to, by=by, at=at)
        risks.hand_over_risks(group=group, to=to, by=by, at=at)
        meetings.hand_over_matters(group=group, to=to, by=by, at=at)
    return groups.end_group(group=group, taken_over_by=to, ended_on=ended_on, by=by, at=at)


@command
def record_leaving(
    *,
    person: Person,
    on: date,
    to: Person | None,
    actions_seen: Sequence[Action],
    seats_to: Person | None = None,
    by_post: Sequence[Action] = (),
    posts_to: Person | None = None,
    risks_seen: Sequence[Risk] = (),
    by: Actor,
    at: datetime,
) -> int:
    """A person leaves: posts, seats, places in circles and roles end on `on`, and they sign in no more. Links
    that were sent to them open nothing, and letters that wait for them are set aside.

    `to` goes on with their actions and risks, `seats_to` sits in their seats; without, those are vacant from that day.
    `posts_to` takes their posts, with the actions that the posts answer for (`by_post`).
    `actions_seen`, `by_post` and `risks_seen` are the open ones that whoever records it may see; others stay, for those
    in their circle.
    Answers how many actions went over.
    """
    rules.check_leaving(on, today=localdate(at))
    if posts_to is not None:
        rules.check_takes_posts(person, posts_to)
    for post in posts_on(on).filter(holder=person, ends_on__isnull=True):
        people.end_post(post=post, ends_on=on, by=by, at=at)
        if posts_to is not None:
            _hand_on_post(post, posts_to, on, by_post, by, at)
    _leave_seats(person, on, seats_to, by, at)
    _leave_circles(person, on, by, at)
    for role in roles_held(person.pk, on=on):
        access.end_role(person=person, role=role, ends_on=on, by=by, at=at)
    accounts.close_account(person=person, by=by, at=at)
    letters.revoke_links(person=person, by=by, at=at)
    letters.set_aside_waiting(before=at, to=person, by=by, at=at)
    went = 0
    if to is not None and actions_seen:
        rules.check_goes_on(person, to)
        went = actions.answer_instead(actions=actions_seen, person=person, to=to, by=by, at=at)
    if to is not None and risks_seen:
        rules.check_goes_on(person, to)
        risks.own_instead(risks=risks_seen, person=person, to=to, by=by, at=at)
    said = {"who": person.name, "on": on.isoformat(), "to": to.name if to else ""}
    said["seats_to"] = seats_to.name if seats_to else ""
    said["posts_to"] = posts_to.name if posts_to else ""
    record(ref=Ref("person", person.pk), verb="left_the_partnership", said=said, by=by, at=at)
    return went


def _hand_on_post(post: Post, to: Person, on: date, by_post: Sequence[Action], by: Actor, at: datetime) -> None:
    """Who holds the post next has a row of their own; one who holds the same post already goes on with theirs."""
    same = Post.objects.filter(holder=to, agency=post.agency, title__iexact=post.title, ends_on__isnull=True)
    taken = same.first() or people.add_post(title=post.title, agency=post.agency, holder=to, starts_on=on, by=by, at=at)
    actions.answer_by_post_instead(actions=by_post, post=post, to=taken, by=by, at=at)


def _leave_seats(person: Person, on: date, to: Person | None, by: Actor, at: datetime) -> None:
    """As holder and as deputy, and what they were to take later. A deputy who takes the seat deputises no more."""
    if to is not None:
        rules.check_sits_instead(person, to)
    running = SeatHolding.objects.filter(person=person).exclude(ends_on__lte=on).order_by("pk")
    for holding in running.select_related("seat__group"):
        seat, starts_on = holding.seat, max(on, holding.starts_on)
        groups.leave_seat(holding=holding, ends_on=starts_on, by=by, at=at)
        over = seat.ended_on is not None or (seat.group.ended_on is not None and seat.group.ended_on <= on)
        if to is None or over:
            continue
        beside = SeatHolding.objects.filter(seat=seat, person=to, ends_on__isnull=True).first()
        if beside is not None and holding.as_what == HoldingAs.DEPUTY:
            continue
        if beside is not None:
            groups.leave_seat(holding=beside, ends_on=max(on, beside.starts_on), by=by, at=at)
        as_what = HoldingAs(holding.as_what)
        groups.seat_person(seat=seat, person=to, starts_on=starts_on, as_what=as_what, by=by, at=at)


def _leave_circles(person: Person, on: date, by: Actor, at: datetime) -> None:
    """What no running seat gives any more: places by name, and what is left of groups that have ended."""
    theirs = Grant.objects.filter(person=person, followed=None).exclude(ends_on__lte=on).order_by("pk")
    for grant in theirs.select_related("circle"):
        if grant.came == Came.SEAT:
            access.end_grant(circle=grant.circle, person=person, ends_on=max(on, grant.starts_on), by=by, at=at)
        elif grant.ends_on is None or grant.ends_on > localdate(at):
            access.end_place(grant=grant, reason="They left the partnership.", by=by, at=at)


@command
def note_restored(*, made_at: str, rows: int, files: int, by: Actor, at: datetime) -> None:
    """That the whole installation was put back to a back-up: the history restored with it cannot tell."""
    said = {"made_at": made_at, "rows": rows, "files": files}
    record(ref=Ref("installation", 1), verb="restored", said=said, by=by, at=at)
