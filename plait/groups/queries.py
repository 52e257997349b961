"""Groups, seats and who holds them."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from plait.groups.models import Group, HoldingAs, Seat, SeatHolding


def groups() -> QuerySet[Group]:
    return Group.objects.select_related("circle", "taken_over_by")


def groups_at_work(on: date) -> QuerySet[Group]:
    return groups().filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def holdings_on(day: date) -> QuerySet[SeatHolding]:
    """Who held which seat on a day."""
    running = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))
    return SeatHolding.objects.filter(running).select_related("person", "seat__agency", "seat__group")


def seats_of(group: Group, *, on: date) -> QuerySet[Seat]:
    """The seats of a group with their holders on a day, as `seat.held_now`."""
    seats = Seat.objects.filter(group=group).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    return seats.select_related("agency").prefetch_related(
        Prefetch("holdings", queryset=holdings_on(on), to_attr="held_now")
    )


def seats_held_by(person_id: int, *, on: date) -> QuerySet[SeatHolding]:
    return holdings_on(on).filter(person=person_id)


def seat_holders(group: Group, *, on: date) -> QuerySet[SeatHolding]:
    """One row for each seat of the group that somebody holds on a day (holders, not deputies)."""
    return holdings_on(on).filter(seat__group=group, as_what=HoldingAs.HOLDER)


def predecessors(group: Group) -> list[Group]:
    """The groups whose work this one took over, the latest first, back to the first."""
    found: list[Group] = []
    waiting = list(Group.objects.filter(taken_over_by=group))
    while waiting:
        found.extend(waiting)
        waiting = list(Group.objects.filter(taken_over_by__in=waiting).exclude(pk__in=[g.pk for g in found]))
    return found
