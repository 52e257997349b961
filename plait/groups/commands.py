"""Opening groups, seats, seating people, ending groups."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from plait.access import commands as access
from plait.access.models import Level, Role
from plait.core import registry
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups import rules
from plait.groups.models import Group, GroupKind, HoldingAs, Seat, SeatHolding, SeatRole
from plait.history.commands import record
from plait.people.models import Agency, Partnership, Person


@command
def open_group(
    *,
    name: str,
    short_name: str,
    slug: str,
    kind: GroupKind,
    partnerships: Sequence[Partnership],
    started_on: date,
    restricted: bool = False,
    by: Actor,
    at: datetime,
) -> Group:
    """Open a group with its own circle. Business unit and scrutineer read every group that is not restricted."""
    if Group.objects.filter(Q(name__iexact=name) | Q(slug=slug)).exists():
        raise Refusal(f"There is a group {name} already, at work or ended. Give this one another name.")
    level = Level.RESTRICTED if restricted else Level.GROUP
    circle = access.open_circle(name=name, level=level, partnership=partnerships[0], by=by, at=at)
    if not restricted:
        for role in (Role.BUSINESS_UNIT, Role.SCRUTINEER):
            access.grant(circle=circle, role=role, starts_on=started_on, by=by, at=at)
    group = Group.objects.create(
        name=name, short_name=short_name, slug=slug, kind=kind, circle=circle, started_on=started_on
    )
    group.partnerships.set(partnerships)
    record(ref=Ref("group", group.pk), verb="opened", said={"name": name}, by=by, at=at)
    return group


@command
def add_seat(
    *,
    group: Group,
    title: str,
    agency: Agency | None,
    role: SeatRole = SeatRole.MEMBER,
    by: Actor,
    at: datetime,
) -> Seat:
    rules.check_is_at_work(group)
    _check_title_is_free(group, title)
    seat = Seat.objects.create(group=group, title=title, agency=agency, role=role)
    record(ref=Ref("group", group.pk), verb="seat_added", said={"seat": title}, by=by, at=at)
    return seat


@command
def seat_person(
    *,
    seat: Seat,
    person: Person,
    starts_on: date,
    as_what: HoldingAs = HoldingAs.HOLDER,
    by: Actor,
    at: datetime,
) -> SeatHolding:
    """The person takes the seat on a day; whoever held it leaves it that day. The group's circle follows the seat."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("group__circle").get(pk=seat.pk)
    rules.check_lets_in(seat, person, by.person_id)
    running = SeatHolding.objects.select_for_update().filter(seat=seat, ends_on__isnull=True)
    held = {holding.as_what: holding for holding in running}
    before = held.pop(as_what, None)
    rules.check_can_take(seat, person, starts_on, before=before, beside=next(iter(held.values()), None))
    if before is not None:
        _leave(before, starts_on, by, at)
    holding = SeatHolding.objects.create(seat=seat, person=person, as_what=as_what, starts_on=starts_on)
    access.grant(
        circle=seat.group.circle,
        person=person,
        starts_on=starts_on,
        reason=f"Seat: {seat.title}",
        by=by,
        at=at,
    )
    access.appoint(person=person, role=_role_of(seat), starts_on=starts_on, by=by, at=at)
    said = {
        "seat": seat.title,
        "who": person.name,
        "as": HoldingAs(as_what).label,
        "on": starts_on.isoformat(),
    }
    record(ref=Ref("group", seat.group_id), verb="seated", said=said, by=by, at=at)
    return holding


@command
def leave_seat(*, holding: SeatHolding, ends_on: date, by: Actor, at: datetime) -> None:
    """The person holds the seat no longer from `ends_on`; the circle follows unless another seat keeps them in it."""
    holding = SeatHolding.objects.select_for_update().get(pk=holding.pk)
    rules.check_leaving_day(holding, ends_on)
    _leave(holding, ends_on, by, at)


@command
def change_seat(*, seat: Seat, title: str, agency: Agency | None, role: SeatRole, by: Actor, at: datetime) -> Seat:
    """Another title, agency or role. The roles of who holds it follow."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    rules.check_can_end_seat(seat)
    _check_title_is_free(seat.group, title, but=seat)
    said = {"from": seat.title, "to": title, "agency": agency.name if agency else "", "role": SeatRole(role).label}
    if (seat.title, seat.agency, seat.role) == (title, agency, role):
        return nothing_changed(seat)
    held = list(SeatHolding.objects.filter(seat=seat, ends_on__isnull=True).select_related("seat", "person"))
    seat.title, seat.agency, seat.role = title, agency, role
    seat.save(update_fields=["title", "agency", "role"])
    for holding in held:
        _end_role_without_seat(holding, localdate(at), by, at)
        access.appoint(person=holding.person, role=_role_of(seat), starts_on=localdate(at), by=by, at=at)
    record(ref=Ref("group", seat.group_id), verb="seat_changed", said=said, by=by, at=at)
    return seat


@command
def end_seat(*, seat: Seat, ended_on: date, by: Actor, at: datetime) -> Seat:
    """The seat is no longer at the table from `ended_on`; whoever holds it leaves it that day."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    rules.check_can_end_seat(seat)
    held = list(SeatHolding.objects.select_for_update().filter(seat=seat, ends_on__isnull=True))
    for holding in held:
        rules.check_leaving_day(holding, ended_on)
        _leave(holding, ended_on, by, at)
    seat.ended_on = ended_on
    seat.save(update_fields=["ended_on"])
    said = {"seat": seat.title, "on": ended_on.isoformat()}
    record(ref=Ref("group", seat.group_id), verb="seat_ended", said=said, by=by, at=at)
    return seat


def _leave(holding: SeatHolding, ends_on: date, by: Actor, at: datetime) -> None:
    holding.ends_on = max(ends_on, holding.starts_on)
    holding.save(update_fields=["ends_on"])
    group = holding.seat.group
    elsewhere = SeatHolding.objects.filter(seat__group=group, person=holding.person, ends_on__isnull=True)
    if not elsewhere.exists():
        access.end_grant(circle=group.circle, person=holding.person, ends_on=holding.ends_on, by=by, at=at)
    _end_role_without_seat(holding, holding.ends_on, by, at)
    said = {"seat": holding.seat.title, "who": holding.person.name, "on": holding.ends_on.isoformat()}
    record(ref=Ref("group", group.pk), verb="left_seat", said=said, by=by, at=at)


def _role_of(seat: Seat) -> Role:
    return Role.BUSINESS_UNIT if seat.role == SeatRole.BUSINESS_UNIT else Role.MEMBER


def _end_role_without_seat(left: SeatHolding, day: date, by: Actor, at: datetime) -> None:
    """The role that came from the seat ends on `day` with the last seat that gives it."""
    role = _role_of(left.seat)
    running = SeatHolding.objects.filter(person=left.person, ends_on__isnull=True).select_related("seat")
    if all(_role_of(holding.seat) != role for holding in running):
        access.end_role(person=left.person, role=role, ends_on=day, by=by, at=at)


def _check_title_is_free(group: Group, title: str, but: Seat | None = None) -> None:
    taken = Seat.objects.filter(group=group, title__iexact=title, ended_on__isnull=True)
    if taken.exclude(pk=but.pk if but else 0).exists():
        raise Refusal(f"The {group.name} has a seat {title} already. Give this one another title.")


@command
def end_group(*, group: Group, taken_over_by: Group | None, ended_on: date, by: Actor, at: datetime) -> Group:
    """End a group. Refused while it holds anything: what it holds is handed over first, with a trace."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    rules.check_can_end(group, registry.holdings(Ref("group", group.pk)))
    rules.check_end_day(group, ended_on)
    if taken_over_by is not None:
        rules.check_can_take_over(group, taken_over_by)
    group.ended_on = ended_on
    group.taken_over_by = taken_over_by
    group.save(update_fields=["ended_on", "taken_over_by"])
    said = {"name": group.name, "to": taken_over_by.name if taken_over_by else "", "on": ended_on.isoformat()}
    record(ref=Ref("group", group.pk), verb="ended", said=said, by=by, at=at)
    return group
