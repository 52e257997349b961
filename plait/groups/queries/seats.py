"""Seats and who holds them, on any day."""

from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from plait.groups.models import Group, HoldingAs, Seat, SeatHolding
from plait.people.models import Person


def holdings_on(day: date) -> QuerySet[SeatHolding]:
    """Who held which seat on a day. Nobody holds a seat of a group that has ended by then."""
    running = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))
    at_work = Q(seat__group__ended_on__isnull=True) | Q(seat__group__ended_on__gt=day)
    return SeatHolding.objects.filter(running, at_work).select_related("person", "seat__agency", "seat__group")


def seats_of(group: Group, *, on: date) -> QuerySet[Seat]:
    """The seats of a group with their holders on a day, as `seat.held_now`."""
    return (
        _seats_on(on)
        .filter(group=group)
        .prefetch_related(Prefetch("holdings", queryset=holdings_on(on), to_attr="held_now"))
    )


def table_of(group: Group, *, on: date) -> list[Seat]:
    """The seats of a group on a day in one statement: `seat.held_now`, and since when each is vacant if nobody holds it
    (`seat.vacant_since`, else None)."""
    running = Q(holdings__starts_on__lte=on) & (Q(holdings__ends_on__isnull=True) | Q(holdings__ends_on__gt=on))
    left = SeatHolding.objects.filter(seat=OuterRef("pk"), as_what=HoldingAs.HOLDER, ends_on__lte=on)
    since = Coalesce(Subquery(left.order_by("-ends_on").values("ends_on")[:1]), "started_on", "group__started_on")
    rows = _seats_on(on).filter(group=group).annotate(now=FilteredRelation("holdings", condition=running))
    ended = group.ended_on is not None and group.ended_on <= on
    found: dict[int, Any] = {}
    rows = rows.annotate(vacant_since=since).order_by("pk", "now__pk")
    for row in rows.select_related("agency", "now__person"):  # type: ignore[misc]  # "now" is a relation of the query
        seat: Any = found.setdefault(row.pk, row)
        now = None if ended else getattr(row, "now", None)
        seat.held_now = [*getattr(seat, "held_now", []), *([now] if now else [])]
        if now and now.as_what == HoldingAs.HOLDER:
            seat.vacant_since = None
    return list(found.values())


def _seats_on(day: date) -> QuerySet[Seat]:
    """Those that were at the table on a day; a seat without a first day is as old as its group."""
    there = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    began = Q(started_on__lte=day) | Q(started_on__isnull=True, group__started_on__lte=day)
    return Seat.objects.filter(there, began).select_related("agency")


def seats_held_by(person_id: int, *, on: date) -> QuerySet[SeatHolding]:
    return holdings_on(on).filter(person=person_id)


def seat_holders(group: Group, *, on: date) -> QuerySet[SeatHolding]:
    """One row for each seat of the group that somebody holds on a day (holders, not deputies)."""
    return holdings_on(on).filter(seat__group=group, as_what=HoldingAs.HOLDER)


def deputised_for(person_id: int, group: Group, *, on: date) -> list[Person]:
    """The holders of those seats of a group in which somebody deputises on a day, by name."""
    here = holdings_on(on).filter(person=person_id, as_what=HoldingAs.DEPUTY, seat__group=group)
    held = seat_holders(group, on=on).filter(seat__in=here.order_by().values("seat"))
    return [each.person for each in held.order_by("person__name", "pk")]


def seats() -> QuerySet[Seat]:
    return Seat.objects.select_related("group__circle", "agency")


def holdings_ever(seat: Seat) -> QuerySet[SeatHolding]:
    """Everybody who held this seat or deputised in it, the latest first."""
    return SeatHolding.objects.filter(seat=seat).select_related("person").order_by("-starts_on", "-pk")


def vacant_since(group: Group, *, on: date) -> dict[int, date]:
    """For each seat of the group without a holder on a day: since when."""
    return {seat.pk: seat.vacant_since for seat in _vacant(on).filter(group=group)}  # type: ignore[attr-defined]


def vacancies(*, on: date) -> QuerySet[Seat]:
    """Every seat without a holder in the groups at work, the longest first, as `seat.vacant_since`.

    Who deputises in it is in `seat.held_now`.
    """
    at_work = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=on)
    found = _vacant(on).filter(at_work).select_related("group__circle", "agency")
    deputies = Prefetch("holdings", queryset=holdings_on(on), to_attr="held_now")
    return found.prefetch_related(deputies)


def _vacant(on: date) -> QuerySet[Seat]:
    """Vacant since the last holder left; where nobody ever held it, since the seat was there. The longest first."""
    holders = Q(holdings__as_what=HoldingAs.HOLDER)
    running = (
        holders & Q(holdings__starts_on__lte=on) & (Q(holdings__ends_on__isnull=True) | Q(holdings__ends_on__gt=on))
    )
    held = Count("holdings", filter=running)
    left = Max("holdings__ends_on", filter=holders & Q(holdings__ends_on__lte=on))
    since = Coalesce(left, F("started_on"), F("group__started_on"))
    found = _seats_on(on).annotate(held=held, vacant_since=since).filter(held=0)
    return found.order_by("vacant_since", "group__name", "title", "pk")
