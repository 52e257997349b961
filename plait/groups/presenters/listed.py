"""The list of groups in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say
from plait.groups.models import Group, HoldingAs, Seat, SeatRole


@dataclass(frozen=True, slots=True)
class GroupRow:
    name: str
    url: str
    kind: str
    restricted: bool
    chair: str
    seats: str
    vacant: str
    days: str
    successor: str = ""
    successor_url: str = ""


@dataclass(frozen=True, slots=True)
class GroupsPage:
    at_work: list[GroupRow]
    ended: list[GroupRow]


def groups_page(groups: Iterable[Group], today: date) -> GroupsPage:
    """`groups` carry their seats as `seats_now`, and each seat who holds it as `held_now`."""
    rows = [(group, _row(group)) for group in groups]
    return GroupsPage(
        [row for group, row in rows if not _has_ended(group, today)],
        [row for group, row in rows if _has_ended(group, today)],
    )


def _has_ended(group: Group, today: date) -> bool:
    return group.ended_on is not None and group.ended_on <= today


def _row(group: Group) -> GroupRow:
    seats: list[Seat] = group.seats_now  # type: ignore[attr-defined]
    vacant = sum(1 for seat in seats if holder_of(seat) is None)
    after = group.taken_over_by
    return GroupRow(
        name=group.name,
        url=reverse("group", args=[group.slug]),
        kind=group.get_kind_display(),
        restricted=group.circle.restricted,
        chair=_chair(seats),
        seats="1 seat" if len(seats) == 1 else f"{len(seats)} seats",
        vacant=f"{vacant} vacant" if vacant else "",
        days=f"Ended {say(group.ended_on)}" if group.ended_on else f"Since {say(group.started_on)}",
        successor=after.name if after else "",
        successor_url=reverse("group", args=[after.slug]) if after else "",
    )


def _chair(seats: list[Seat]) -> str:
    chairs = [holder_of(seat) for seat in seats if seat.role == SeatRole.CHAIR]
    return next((name for name in chairs if name), "Vacant" if chairs else "No seat for a chair")


def holder_of(seat: Seat) -> str | None:
    """The name of who holds the seat now; None where it is vacant."""
    return next((h.person.name for h in seat.held_now if h.as_what == HoldingAs.HOLDER), None)  # type: ignore[attr-defined]
