"""Who takes a seat and who leaves it. The group's circle, and what people may do, follow on the same day."""

from datetime import date, datetime

from django.utils.timezone import localdate

from plait.access import commands as access
from plait.access.models import Role
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.registry import Ref
from plait.groups import rules
from plait.groups.models import HoldingAs, Seat, SeatHolding
from plait.history.commands import record
from plait.people.models import Person


@command
def seat_person(
    *,
    seat: Seat,
    person: Person,
    starts_on: date,
    as_what: HoldingAs = HoldingAs.HOLDER,
    term_ends_on: date | None = None,
    by: Actor,
    at: datetime,
) -> SeatHolding:
    """The person takes the seat on a day; whoever held it leaves it that day. The group's circle follows the seat.

    `term_ends_on` is remembered and shown; nobody leaves by it.
    """
    seat = _locked(seat)
    rules.check_lets_in(seat, person, by.person_id)
    rules.check_term(starts_on, term_ends_on)
    all_held = list(SeatHolding.objects.select_for_update(of=("self",)).filter(seat=seat).select_related("person"))
    held = {holding.as_what: holding for holding in all_held if holding.ends_on is None}
    before = held.pop(as_what, None)
    rules.check_can_take(seat, person, starts_on, before=before, beside=next(iter(held.values()), None))
    rules.check_is_free(person, as_what, starts_on, None, [h for h in all_held if h.ends_on is not None])
    if before is not None:
        _leave(before, starts_on, by, at)
    holding = SeatHolding.objects.create(
        seat=seat, person=person, as_what=as_what, starts_on=starts_on, term_ends_on=term_ends_on
    )
    _let_in(holding, by, at)
    _let_act(holding, starts_on, rules.role_of(seat, as_what), by, at)
    record(ref=Ref("group", seat.group_id), verb="seated", said=_said(holding), by=by, at=at)
    return holding


@command
def record_past_holding(
    *,
    seat: Seat,
    person: Person,
    starts_on: date,
    ends_on: date,
    as_what: HoldingAs = HoldingAs.HOLDER,
    by: Actor,
    at: datetime,
) -> SeatHolding:
    """Who held the seat in times past, so that a day can be asked about. It lets nobody in: it is over."""
    seat = _locked(seat)
    rules.check_is_within(seat, starts_on)
    rules.check_span(starts_on, ends_on, today=localdate(at))
    others = SeatHolding.objects.filter(seat=seat).select_related("person").order_by("starts_on", "pk")
    rules.check_is_free(person, as_what, starts_on, ends_on, others)
    holding = SeatHolding.objects.create(
        seat=seat, person=person, as_what=as_what, starts_on=starts_on, ends_on=ends_on
    )
    said = {**_said(holding), "until": ends_on.isoformat()}
    record(ref=Ref("group", seat.group_id), verb="held_before", said=said, by=by, at=at)
    return holding


@command
def leave_seat(*, holding: SeatHolding, ends_on: date, by: Actor, at: datetime) -> None:
    """The person holds the seat no longer from `ends_on`; the circle follows unless another seat keeps them in it."""
    holding = SeatHolding.objects.select_for_update().get(pk=holding.pk)
    rules.check_leaving_day(holding, ends_on)
    _leave(holding, ends_on, by, at)


def _locked(seat: Seat) -> Seat:
    return Seat.objects.select_for_update(of=("self",)).select_related("group__circle").get(pk=seat.pk)


def _said(holding: SeatHolding) -> dict[str, str]:
    return {
        "seat": holding.seat.title,
        "who": holding.person.name,
        "as": HoldingAs(holding.as_what).label,
        "on": holding.starts_on.isoformat(),
    }


def _leave(holding: SeatHolding, ends_on: date, by: Actor, at: datetime) -> None:
    holding.ends_on = max(ends_on, holding.starts_on)
    holding.save(update_fields=["ends_on"])
    _let_out(holding, by, at)
    _end_role_without_seat(holding, holding.ends_on, by, at)
    said = {"seat": holding.seat.title, "who": holding.person.name, "on": holding.ends_on.isoformat()}
    record(ref=Ref("group", holding.seat.group_id), verb="left_seat", said=said, by=by, at=at)


def _let_in(holding: SeatHolding, by: Actor, at: datetime) -> None:
    access.grant(
        circle=holding.seat.group.circle,
        person=holding.person,
        starts_on=holding.starts_on,
        reason=f"Seat: {holding.seat.title}",
        by=by,
        at=at,
    )


def _let_out(left: SeatHolding, by: Actor, at: datetime) -> None:
    """The place in the circle ends with the last seat in the group; a seat that begins later opens it again."""
    assert left.ends_on is not None
    theirs = SeatHolding.objects.filter(seat__group=left.seat.group_id, person=left.person_id).exclude(pk=left.pk)
    others = list(theirs.select_related("seat__group__circle", "person"))
    until = rules.goes_on_until(others, left.ends_on)
    if until is None:
        return
    access.end_grant(circle=left.seat.group.circle, person=left.person, ends_on=until, by=by, at=at)
    for later in others:
        if later.starts_on > until and later.ends_on is None:
            _let_in(later, by, at)


def _let_act(holding: SeatHolding, starts_on: date, role: Role, by: Actor, at: datetime) -> None:
    circle = holding.seat.group.circle
    access.appoint(person=holding.person, role=role, circle=circle, starts_on=starts_on, by=by, at=at)


def _end_role_without_seat(left: SeatHolding, day: date, by: Actor, at: datetime) -> None:
    """The role that came from the seat ends on `day`, or later with the last seat of the group that gives it."""
    role = rules.role_of(left.seat, left.as_what)
    here = SeatHolding.objects.filter(person=left.person_id, seat__group=left.seat.group_id).exclude(ends_on__lte=day)
    theirs = here.select_related("seat__group__circle", "person")
    same = [other for other in theirs if other.pk != left.pk and rules.role_of(other.seat, other.as_what) == role]
    until = rules.goes_on_until(same, day)
    if until is None:
        return
    access.end_role(person=left.person, role=role, circle=left.seat.group.circle, ends_on=until, by=by, at=at)
    for later in same:
        if later.starts_on > until and later.ends_on is None:
            _let_act(later, later.starts_on, role, by, at)
