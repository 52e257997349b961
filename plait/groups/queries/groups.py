"""Groups and their lineage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from plait.groups.models import Group, TermsVersion
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


@dataclass(frozen=True, slots=True)
class Stands:
    """A group, those whose work it took over (the latest first, back to the first), and the partnerships it serves.

    Of its terms: the number of the version in force and since when, and whether there is a draft. They are in the
    group's circle: for a reader whom it holds.
    """

    group: Group
    before: Sequence[Group]
    serves: Sequence[str]
    terms: int | None
    terms_since: date | None
    draft: bool


def standing(slug: str, *, on: date) -> Stands | None:
    """One statement, however long the lineage is."""
    versions = TermsVersion.objects.filter(group=OuterRef("pk"))
    held = versions.filter(agreed_at__isnull=False, holds_from__lte=on).order_by("-holds_from")
    known = (
        groups()
        .filter(Q(slug=slug) | Q(taken_over_by__isnull=False))
        .annotate(
            serves=F("partnerships__name"),
            terms=Subquery(held.values("number")[:1]),
            terms_since=Subquery(held.values("holds_from")[:1]),
            draft=Exists(versions.filter(agreed_at__isnull=True)),
        )
    )
    rows = list(known.order_by("-ended_on", "name", "pk", "serves"))
    here = [row for row in rows if row.slug == slug]
    if not here:
        return None
    took: dict[int, dict[int, Group]] = {}
    for row in rows:
        if row.taken_over_by_id is not None:
            took.setdefault(row.taken_over_by_id, {})[row.pk] = row
    before: dict[int, Group] = {}
    waiting = [here[0].pk]
    while waiting:
        found = {key: group for at in waiting for key, group in took.get(at, {}).items() if key not in before}
        latest = sorted(found.values(), key=lambda group: group.name)
        latest.sort(key=lambda group: group.ended_on or date.max, reverse=True)
        before |= {group.pk: group for group in latest}
        waiting = list(found)
    group: Any = here[0]
    serves = [row.serves for row in here if row.serves]
    return Stands(group, list(before.values()), serves, group.terms, group.terms_since, group.draft)


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
