"""Seats that nobody holds, in words, the longest vacancy first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.groups.models import Seat
from plait.groups.words import belongs_to, vacancy


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """`deputy` sits in for nobody at present."""

    seat: str
    url: str
    belongs_to: str
    group: str
    group_url: str
    restricted: bool
    vacant: str
    deputy: str


def vacancy_rows(seats: Iterable[Seat], today: date) -> list[VacancyRow]:
    """`seats` carry `vacant_since`, and their deputies as `held_now`."""
    return [
        VacancyRow(
            seat=seat.title,
            url=reverse("seat", args=[seat.pk]),
            belongs_to=belongs_to(seat),
            group=seat.group.name,
            group_url=reverse("group", args=[seat.group.slug]),
            restricted=seat.group.circle.restricted,
            vacant=vacancy(seat.vacant_since, today),  # type: ignore[attr-defined]
            deputy=next((held.person.name for held in seat.held_now), ""),  # type: ignore[attr-defined]
        )
        for seat in seats
    ]
