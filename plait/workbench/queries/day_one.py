"""What a new holder of a seat needs to know, as far as the reader may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from plait.accounts.models import User
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.actions.queries import register_for
from plait.core.counting import in_all, with_count
from plait.groups.models import HoldingAs, Seat, SeatHolding, SeatRole, TermsVersion
from plait.groups.queries import in_force, versions_of
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


def holdings_around(seat: Seat, *, on: date) -> list[SeatHolding]:
    """Everybody who held this seat or deputised in it, the latest first; and whom to ask on a day: the chair and the
    business unit of the group."""
    roles = Q(seat__role__in=(SeatRole.CHAIR, SeatRole.BUSINESS_UNIT), as_what=HoldingAs.HOLDER, seat__group=seat.group)
    running = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    found = SeatHolding.objects.filter(Q(seat=seat) | (roles & running))
    return list(found.select_related("person", "seat__agency", "seat__group").order_by("-starts_on", "-pk"))


def sits_in(viewer: User, seat: Seat, around: Iterable[SeatHolding], *, on: date) -> bool:
    """Holds the seat or deputises in it, today or from a day that is known."""
    theirs = (h for h in around if h.seat_id == seat.pk and h.person_id == viewer.person_id)
    return any(h.ends_on is None or h.ends_on > on for h in theirs)


def day_one(seat: Seat, viewer: User, around: Sequence[SeatHolding], *, on: date) -> DayOne:
    """`around`: what `holdings_around` finds."""
    held = [holding for holding in around if holding.seat_id == seat.pk]
    holders = [holding for holding in held if holding.as_what == HoldingAs.HOLDER]
    seen = register_for(viewer)
    here = seen.filter(group=seat.group)
    theirs = here.filter(Exists(_answers(seat, holders)))
    still, closed = with_count(work.open_actions(theirs)), with_count(theirs.filter(closed_at__isnull=False))
    owes = list(still.order_by("due_order", "number")[:SHOWN])
    owed = _owed(seen, owes)
    everybodys = work.open_actions(here).filter(Exists(_answered_by_all(seat))).exclude(Exists(_answers(seat, holders)))
    shared = list(everybodys.order_by("due_order", "number")[:DONE])
    done = list(closed.select_related("circle", "group", "blocked_by").order_by("-closed_at", "-number")[:DONE])
    work.with_owners([*owes, *owed, *shared, *done])
    versions = versions_of(seat.group, viewer)
    waiting = list(with_count(waiting_matters(seat.group, viewer))[:DONE])
    return DayOne(
        seat=seat,
        held=held,
        owes=owes,
        owes_in_all=in_all(owes),
        former=_former(owes, holders, on),
        owed=owed,
        shared=shared,
        done=done,
        done_in_all=in_all(done),
        coming=next(iter(coming_meetings(viewer, on=on, group=seat.group)), None),
        latest=meetings.meetings_of(seat.group, viewer).filter(held_on__lt=on).first(),
        terms=in_force(versions, on),
        matters=[] if seat.group.circle.restricted else [m.wording for m in waiting],
        matters_in_all=in_all(waiting),
        others=_others(seat, around, on),
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
    for action in owes:
        owners = [each.person_id for each in action.owners_now]  # type: ignore[attr-defined]
        of_seat = [left[person] for person in owners if person in left]
        if of_seat and not now.intersection(owners):
            found[action.pk] = of_seat[-1]
    return found


def _owed(seen: QuerySet[Action], owes: Sequence[Action]) -> list[Action]:
    keys = {action.blocked_by_id for action in owes if action.blocked_by_id} - {action.pk for action in owes}
    return list(work.open_actions(seen).filter(pk__in=keys).order_by("due_order", "number")) if keys else []


def _others(seat: Seat, around: Iterable[SeatHolding], on: date) -> list[SeatHolding]:
    """Whom to ask: the chair and the business unit of the group, and who deputises in this seat."""
    group = seat.group
    if group.ended_on is not None and group.ended_on <= on:
        return []
    running = [h for h in around if h.starts_on <= on and (h.ends_on is None or h.ends_on > on)]
    found = [h for h in running if h.seat_id != seat.pk or h.as_what == HoldingAs.DEPUTY]
    found.sort(key=lambda h: (h.seat.title, h.pk))
    return sorted(found, key=lambda h: h.seat.role, reverse=True)
