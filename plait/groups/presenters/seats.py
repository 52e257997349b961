"""One seat in words: who holds it, who held it, since when it is vacant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say
from plait.groups.models import HoldingAs, Seat, SeatHolding


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """`leave_url` is empty for somebody who has left, and for a reader who may not change seats."""

    name: str
    url: str
    as_what: str
    days: str
    running: bool
    leave_url: str


@dataclass(frozen=True, slots=True)
class SeatPage:
    title: str
    group: str
    group_url: str
    agency: str
    role: str
    ended: str
    vacant: str
    rows: list[HoldingRow]
    asked: str
    take_url: str
    change_url: str
    end_url: str


def seat_page(
    seat: Seat, holdings: Sequence[SeatHolding], *, today: date, on: date | None, may_change: bool, vacant: str
) -> SeatPage:
    """`holdings`: all there were, the latest first. `on`: the day that was asked about."""
    at_work = may_change and seat.ended_on is None

    def way(name: str) -> str:
        return reverse(name, args=[seat.pk]) if at_work else ""

    return SeatPage(
        title=seat.title,
        group=seat.group.name,
        group_url=reverse("group", args=[seat.group.slug]),
        agency=seat.agency.name if seat.agency else "",
        role=seat.get_role_display(),
        ended=f"Ended on {say(seat.ended_on)}" if seat.ended_on else "",
        vacant=vacant,
        rows=[_row(held, today, at_work) for held in holdings],
        asked=_asked(holdings, on) if on else "",
        take_url=way("take_seat"),
        change_url=way("change_seat"),
        end_url=way("end_seat"),
    )


def _row(held: SeatHolding, today: date, may_leave: bool) -> HoldingRow:
    running = held.starts_on <= today and (held.ends_on is None or held.ends_on > today)
    until = f" to {say(held.ends_on)}" if held.ends_on else ""
    since = f"{say(held.starts_on)}{until}" if until else f"Since {say(held.starts_on)}"
    return HoldingRow(
        name=held.person.name,
        url=reverse("person", args=[held.person_id]),
        as_what=HoldingAs(held.as_what).label,
        days=since if held.starts_on <= today else f"From {say(held.starts_on)}",
        running=running,
        leave_url=reverse("leave_seat", args=[held.pk]) if may_leave and held.ends_on is None else "",
    )


def _asked(holdings: Sequence[SeatHolding], on: date) -> str:
    """On 17 May 2023: Amara Quell, with Joel Birch as deputy."""
    there = {h.as_what: h.person.name for h in holdings if h.starts_on <= on and (h.ends_on is None or h.ends_on > on)}
    holder, deputy = there.get(HoldingAs.HOLDER.value), there.get(HoldingAs.DEPUTY.value)
    if holder is None and deputy is None:
        return f"On {say(on)} nobody held it."
    if holder is None:
        return f"On {say(on)} it was vacant; {deputy} was the deputy."
    return f"On {say(on)}: {holder}" + (f", with {deputy} as deputy." if deputy else ".")
