"""One seat in words: who holds it, who held it, since when it is vacant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say
from plait.groups.models import HoldingAs, Seat, SeatHolding
from plait.groups.words import belongs_to, term_words


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """`leave_url` is empty for somebody who has left, and for a reader who may not change seats."""

    name: str
    url: str
    as_what: str
    days: str
    term: str
    running: bool
    leave_url: str


@dataclass(frozen=True, slots=True)
class SeatPage:
    title: str
    group: str
    group_url: str
    restricted: bool
    belongs_to: str
    role: str
    ended: str
    vacant: str
    rows: list[HoldingRow]
    asked: str
    take_url: str
    past_url: str
    change_url: str
    end_url: str
    day_one_url: str


def seat_page(
    seat: Seat,
    holdings: Sequence[SeatHolding],
    *,
    today: date,
    on: date | None,
    may_change: bool,
    vacant: str,
    mine: bool,
) -> SeatPage:
    """`holdings`: all there were, the latest first. `on`: the day asked about. `mine`: the reader sits here."""
    group = seat.group
    over = group.ended_on is not None and group.ended_on <= today
    at_work = may_change and seat.ended_on is None and not over

    def way(name: str) -> str:
        return reverse(name, args=[seat.pk]) if at_work else ""

    return SeatPage(
        title=seat.title,
        group=group.name,
        group_url=reverse("group", args=[group.slug]),
        restricted=group.circle.restricted,
        belongs_to=belongs_to(seat),
        role=seat.get_role_display(),
        ended=_ended(seat, today),
        vacant=vacant,
        rows=[_row(held, today, at_work, group.ended_on if over else None) for held in holdings],
        asked=_asked(seat, holdings, on) if on else "",
        take_url=way("take_seat"),
        past_url=way("held_before"),
        change_url=way("change_seat"),
        end_url=way("end_seat"),
        day_one_url=reverse("day_one", args=[seat.pk]) if (mine or may_change) and not over else "",
    )


def _ended(seat: Seat, today: date) -> str:
    if seat.ended_on:
        return f"Ended on {say(seat.ended_on)}" if seat.ended_on <= today else f"Ends on {say(seat.ended_on)}"
    ended = seat.group.ended_on
    return f"Ended with the group on {say(ended)}" if ended and ended <= today else ""


def _row(held: SeatHolding, today: date, may_leave: bool, ended: date | None) -> HoldingRow:
    """`ended`: the day the group ended, and everybody left its seats."""
    ends_on = min((day for day in (held.ends_on, ended) if day is not None), default=None)
    running = held.starts_on <= today and (ends_on is None or ends_on > today)
    days = f"{say(held.starts_on)} to {say(ends_on)}" if ends_on else f"Since {say(held.starts_on)}"
    return HoldingRow(
        name=held.person.name,
        url=reverse("person", args=[held.person_id]),
        as_what=HoldingAs(held.as_what).label,
        days=days if held.starts_on <= today or ends_on else f"From {say(held.starts_on)}",
        term=term_words(held.term_ends_on, today) if running else "",
        running=running,
        leave_url=reverse("leave_seat", args=[held.pk]) if may_leave and (ends_on is None or ends_on > today) else "",
    )


def _asked(seat: Seat, holdings: Sequence[SeatHolding], on: date) -> str:
    """On 17 May 2023: Amara Quell, with Joel Birch as deputy."""
    group = seat.group
    if on < group.started_on:
        return f"The {group.name} began on {say(group.started_on)}. On {say(on)} there was no such seat."
    if group.ended_on is not None and group.ended_on <= on:
        return f"The {group.name} ended on {say(group.ended_on)}. On {say(on)} nobody held it."
    there = {h.as_what: h.person.name for h in holdings if h.starts_on <= on and (h.ends_on is None or h.ends_on > on)}
    holder, deputy = there.get(HoldingAs.HOLDER.value), there.get(HoldingAs.DEPUTY.value)
    if holder is None and deputy is None:
        return f"On {say(on)} nobody held it."
    if holder is None:
        return f"On {say(on)} it was vacant; {deputy} was the deputy."
    return f"On {say(on)}: {holder}" + (f", with {deputy} as deputy." if deputy else ".")
