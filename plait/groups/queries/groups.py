"""Groups and their lineage."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from plait.groups.models import Group
from plait.groups.queries.seats import _seats_on, holdings_on


def groups() -> QuerySet[Group]:
    return Group.objects.select_related("circle", "taken_over_by")


def groups_at_work(on: date) -> QuerySet[Group]:
    return groups().filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def groups_with_seats(*, on: date) -> QuerySet[Group]:
    """Every group with its seats on a day as `group.seats_now`, each with who holds it as `seat.held_now`."""
    seats = _seats_on(on).prefetch_related(Prefetch("holdings", queryset=holdings_on(on), to_attr="held_now"))
    return groups().prefetch_related(Prefetch("seats", queryset=seats, to_attr="seats_now"))


def predecessors(group: Group) -> list[Group]:
    """The groups whose work this one took over, the latest first, back to the first."""
    found: list[Group] = []
    waiting = list(Group.objects.filter(taken_over_by=group).order_by("-ended_on", "name"))
    while waiting:
        found.extend(waiting)
        before = Group.objects.filter(taken_over_by__in=waiting).exclude(pk__in=[g.pk for g in found])
        waiting = list(before.order_by("-ended_on", "name"))
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
