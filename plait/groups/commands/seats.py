"""Adding, changing and ending seats."""

from datetime import date, datetime

from django.utils.timezone import localdate

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups import rules
from plait.groups.commands.holding import _end_role_without_seat, _leave, _let_act
from plait.groups.models import Group, Seat, SeatHolding, SeatRole
from plait.history.commands import record
from plait.people.models import Agency


@command
def add_seat(
    *,
    group: Group,
    title: str,
    agency: Agency | None,
    sector: str = "",
    role: SeatRole = SeatRole.MEMBER,
    started_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Seat:
    """A seat for a role in an agency or in a sector. Without `started_on` it is as old as the group."""
    rules.check_is_at_work(group)
    rules.check_seat(group, agency, sector, started_on)
    _check_title_is_free(group, title)
    seat = Seat.objects.create(
        group=group, title=title, agency=agency, sector=sector.strip(), role=role, started_on=started_on
    )
    record(ref=Ref("group", group.pk), verb="seat_added", said={"seat": title}, by=by, at=at)
    return seat


@command
def change_seat(
    *,
    seat: Seat,
    title: str,
    agency: Agency | None,
    sector: str = "",
    role: SeatRole,
    started_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Seat:
    """Another title, agency, sector, role or first day. What whoever holds it may do follows the role."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("group", "agency").get(pk=seat.pk)
    rules.check_can_end_seat(seat)
    rules.check_seat(seat.group, agency, sector, started_on, seat.holdings.order_by("starts_on").first())
    _check_title_is_free(seat.group, title, but=seat)
    now = (title, agency, sector.strip(), role, started_on)
    if (seat.title, seat.agency, seat.sector, seat.role, seat.started_on) == now:
        return nothing_changed(seat)
    said = {"from": seat.title, "to": title, "agency": agency.name if agency else sector.strip()}
    said["role"] = SeatRole(role).label
    running = SeatHolding.objects.filter(seat=seat, ends_on__isnull=True)
    held = list(running.select_related("seat__group__circle", "person"))
    moved = seat.role != role
    seat.title, seat.agency, seat.sector, seat.role, seat.started_on = now
    seat.save(update_fields=["title", "agency", "sector", "role", "started_on"])
    for holding in held if moved else ():
        _end_role_without_seat(holding, localdate(at), by, at)
        _let_act(holding, max(localdate(at), holding.starts_on), rules.role_of(seat, holding.as_what), by, at)
    record(ref=Ref("group", seat.group_id), verb="seat_changed", said=said, by=by, at=at)
    return seat


@command
def end_seat(*, seat: Seat, ended_on: date, by: Actor, at: datetime) -> Seat:
    """The seat is no longer at the table from `ended_on`; whoever holds it leaves it that day."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("group").get(pk=seat.pk)
    rules.check_can_end_seat(seat)
    rules.check_seat_end(seat, ended_on)
    held = list(SeatHolding.objects.select_for_update().filter(seat=seat, ends_on__isnull=True))
    for holding in held:
        rules.check_leaving_day(holding, ended_on)
        _leave(holding, ended_on, by, at)
    seat.ended_on = ended_on
    seat.save(update_fields=["ended_on"])
    said = {"seat": seat.title, "on": ended_on.isoformat()}
    record(ref=Ref("group", seat.group_id), verb="seat_ended", said=said, by=by, at=at)
    return seat


def _check_title_is_free(group: Group, title: str, but: Seat | None = None) -> None:
    taken = Seat.objects.filter(group=group, title__iexact=title, ended_on__isnull=True)
    if taken.exclude(pk=but.pk if but else 0).exists():
        raise Refusal(f"The {group.name} has a seat {title} already. Give this one another title.")
