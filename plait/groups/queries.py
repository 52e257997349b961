"""Groups, seats and who holds them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from plait.groups.models import Group, HoldingAs, Seat, SeatHolding


def groups() -> QuerySet[Group]:
    return Group.objects.select_related("circle", "taken_over_by")


def groups_at_work(on: date) -> QuerySet[Group]:
    return groups().filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def groups_with_seats(*, on: date) -> QuerySet[Group]:
    """Every group with its seats on a day as `group.seats_now`, each with who holds it as `seat.held_now`."""
    seats = _seats_on(on).prefetch_related(Prefetch("holdings", queryset=holdings_on(on), to_attr="held_now"))
    return groups().prefetch_related(Prefetch("seats", queryset=seats, to_attr="seats_now"))


def holdings_on(day: date) -> QuerySet[SeatHolding]:
    """Who held which seat on a day."""
    running = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))
    return SeatHolding.objects.filter(running).select_related("person", "seat__agency", "seat__group")


def seats_of(group: Group, *, on: date) -> QuerySet[Seat]:
    """The seats of a group with their holders on a day, as `seat.held_now`."""
    return (
        _seats_on(on)
        .filter(group=group)
        .prefetch_related(Prefetch("holdings", queryset=holdings_on(on), to_attr="held_now"))
    )


def _seats_on(day: date) -> QuerySet[Seat]:
    return Seat.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day)).select_related("agency")


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


def predecessors_of_each(known: Sequence[Group]) -> dict[int, list[Group]]:
    """For each of these groups, those whose work it took over, back to the first. Asks the database nothing."""
    before: dict[int, list[Group]] = {group.pk: [] for group in known}
    for group in known:
        seen, at = {group.pk}, group.taken_over_by_id
        while at is not None and at not in seen:
            seen.add(at)
            before.setdefault(at, []).append(group)
            at = next((other.taken_over_by_id for other in known if other.pk == at), None)
    return before


def seats() -> QuerySet[Seat]:
    return Seat.objects.select_related("group__circle", "agency")


def holdings_ever(seat: Seat) -> QuerySet[SeatHolding]:
    """Everybody who held this seat or deputised in it, the latest first."""
    return SeatHolding.objects.filter(seat=seat).select_related("person").order_by("-starts_on", "-pk")


def vacant_since(group: Group, *, on: date) -> dict[int, date | None]:
    """For each seat of the group without a holder on a day: since when, or None where nobody ever held it."""
    holders = Q(holdings__as_what=HoldingAs.HOLDER)
    running = (
        holders & Q(holdings__starts_on__lte=on) & (Q(holdings__ends_on__isnull=True) | Q(holdings__ends_on__gt=on))
    )
    held = Count("holdings", filter=running)
    left = Max("holdings__ends_on", filter=holders & Q(holdings__ends_on__lte=on))
    found = _seats_on(on).filter(group=group).annotate(held=held, left=left).filter(held=0)
    return dict(found.values_list("pk", "left"))
