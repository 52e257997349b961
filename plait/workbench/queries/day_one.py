"""What a new holder of a seat needs to know, as far as the reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from plait.accounts.models import User
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.actions.queries import register_for
from plait.groups.models import HoldingAs, Seat, SeatHolding, SeatRole, TermsVersion
from plait.groups.queries import holdings_ever, holdings_on, in_force, versions_of
from plait.meetings.models import Meeting
from plait.meetings.queries import Coming, coming_meetings
from plait.meetings.queries.matters import waiting_matters
from plait.people.models import Post
from plait.workbench.queries import meetings, work

SHOWN = 50
DONE = 10


@dataclass(frozen=True, slots=True)
class DayOne:
    """`owes`: open actions of the seat; `former`: of those, who left the seat and still stands as owner, by action.

    `owed`: open actions of others for which those wait. `shared`: open actions that the whole group or all partners
    answer for. `done`: the last few that were closed, of `done_in_all`.
    """

    seat: Seat
    held: Sequence[SeatHolding]
    owes: Sequence[Action]
    owes_in_all: int
    former: Mapping[int, SeatHolding]
    owed: Sequence[Action]
    shared: Sequence[Action]
    done: Sequence[Action]
    done_in_all: int
    coming: Coming | None
    latest: Meeting | None
    terms: TermsVersion | None
    matters: Sequence[str]
    matters_in_all: int
    others: Sequence[SeatHolding]


def sits_in(viewer: User, seat: Seat, *, on: date) -> bool:
    """Holds the seat or deputises in it, today or from a day that is known."""
    theirs = SeatHolding.objects.filter(seat=seat, person=viewer.person_id)
    return theirs.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).exists()


def day_one(seat: Seat, viewer: User, *, on: date) -> DayOne:
    held = list(holdings_ever(seat))
    holders = [holding for holding in held if holding.as_what == HoldingAs.HOLDER]
    here = register_for(viewer).filter(group=seat.group)
    theirs = here.filter(Exists(_answers(seat, holders)))
    still, closed = work.open_actions(theirs), theirs.filter(closed_at__isnull=False)
    owes = list(still.order_by("due_order", "number")[:SHOWN])
    owed = _owed(viewer, owes)
    everybodys = work.open_actions(here).filter(Exists(_answered_by_all(seat))).exclude(Exists(_answers(seat, holders)))
    shared = list(everybodys.order_by("due_order", "number")[:DONE])
    done = list(closed.select_related("circle", "group").order_by("-closed_at", "-number")[:DONE])
    work.with_owners([*owes, *owed, *shared, *done])
    versions = versions_of(seat.group, viewer)
    waiting = waiting_matters(seat.group, viewer)
    return DayOne(
        seat=seat,
        held=held,
        owes=owes,
        owes_in_all=work.count(still),
        former=_former(owes, holders, on),
        owed=owed,
        shared=shared,
        done=done,
        done_in_all=work.count(closed),
        coming=next(iter(coming_meetings(viewer, on=on, group=seat.group)), None),
        latest=meetings.meetings_of(seat.group, viewer).filter(held_on__lt=on).first(),
        terms=in_force(versions, on),
        matters=[] if seat.group.circle.restricted else [m.wording for m in waiting[:DONE]],
        matters_in_all=waiting.count(),
        others=_others(seat, on),
    )


def _answers(seat: Seat, holders: Sequence[SeatHolding]) -> QuerySet[Responsibility]:
    """By name, for what was minuted while they held the seat (whoever holds it now: for all); by a post of theirs in
    the seat's agency; or by the agency itself."""
    who = Q(pk__in=[])
    for holding in holders:
        named = Q(person=holding.person_id)
        if holding.ends_on is not None:
            named &= Q(action__minuted_on__gte=holding.starts_on, action__minuted_on__lt=holding.ends_on)
        who |= named
    if seat.agency_id is not None:
        posts = Post.objects.filter(agency=seat.agency_id, holder__in=[h.person_id for h in holders]).order_by()
        who |= Q(post__in=posts.values("pk")) | Q(agency=seat.agency_id)
    # An open action is answered for by who answers now; a closed one by who answered when it was closed.
    return Responsibility.objects.filter(who, action=OuterRef("pk"), ended_at__isnull=True)


def _answered_by_all(seat: Seat) -> QuerySet[Responsibility]:
    all_of_them = Q(kind=OwnerKind.EVERYONE) | Q(kind=OwnerKind.GROUP, group=seat.group_id)
    return Responsibility.objects.filter(all_of_them, action=OuterRef("pk"), ended_at__isnull=True)


def _former(owes: Sequence[Action], holders: Sequence[SeatHolding], on: date) -> dict[int, SeatHolding]:
    """Actions that stand in the name of somebody who left the seat, and of nobody who holds it."""
    now = {h.person_id for h in holders if h.ends_on is None or h.ends_on > on}
    left = {h.person_id: h for h in reversed(holders) if h.person_id not in now}
    found = {}
    owners = Responsibility.objects.filter(action__in=[a.pk for a in owes], ended_at__isnull=True, person__in=left)
    for owner in owners.order_by("pk"):
        if owner.person_id is not None:
            found[owner.action_id] = left[owner.person_id]
    kept = Responsibility.objects.filter(action__in=list(found), ended_at__isnull=True, person__in=now)
    for key in kept.values_list("action", flat=True):
        found.pop(key, None)
    return found


def _owed(viewer: User, owes: Sequence[Action]) -> list[Action]:
    keys = {action.blocked_by_id for action in owes if action.blocked_by_id} - {action.pk for action in owes}
    return list(work.open_actions(register_for(viewer)).filter(pk__in=keys).order_by("due_order", "number"))


def _others(seat: Seat, on: date) -> list[SeatHolding]:
    """Whom to ask: the chair and the business unit of the group, and who deputises in this seat."""
    roles = Q(seat__role__in=(SeatRole.CHAIR, SeatRole.BUSINESS_UNIT), as_what=HoldingAs.HOLDER)
    here = Q(seat=seat, as_what=HoldingAs.DEPUTY)
    found = holdings_on(on).filter(roles | here, seat__group=seat.group).exclude(seat=seat, as_what=HoldingAs.HOLDER)
    return list(found.order_by("-seat__role", "seat__title", "pk"))
