"""The day on which groups meet next, for rooms below that may not look at meetings themselves."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q

from plait.meetings.queries.standing import not_cancelled


def next_meeting_days(groups: Iterable[int], on: date) -> Mapping[int, date]:
    """The first day from `on` with a meeting of its own, or that a group's latest minutes name. Groups that will have
    ended by then meet no more."""
    of_groups = not_cancelled().filter(group__in=list(groups)).order_by()
    found = dict(of_groups.filter(held_on__gte=on).values_list("group").annotate(day=Min("held_on")))
    later = not_cancelled().filter(group=OuterRef("group"), held_on__gt=OuterRef("held_on"), held_on__lte=on)
    at_work = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=F("next_on"))
    latest = of_groups.filter(at_work, ~Exists(later), held_on__lte=on, next_on__gte=on)
    for group, day in latest.values_list("group", "next_on"):
        if day is not None:
            found[group] = min(day, found.get(group, day))
    return found
