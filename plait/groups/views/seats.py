"""Seats: added, taken, left, changed, ended; who held one on a day; which are vacant. One form, one command each."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of
from plait.core.dates import say
from plait.groups import commands, forms, presenters, queries
from plait.groups.models import Group, HoldingAs, Seat, SeatHolding, SeatRole
from plait.groups.views.asking import Ask, answer, ask, may, runs, sent
from plait.groups.words import vacancy


def _as_said(said: Mapping[str, Any]) -> dict[str, Any]:
    return {**said, "role": SeatRole(said["role"])}


@ask
def add_seat(request: HttpRequest, slug: str) -> HttpResponse:
    user = runs(request)
    group = get_object_or_404(queries.groups(), slug=slug)
    form = forms.SeatForm(sent(request), initial={"started_on": _first_day(group)})

    def do(said: Mapping[str, Any]) -> None:
        commands.add_seat(group=group, **_as_said(said), by=actor_of(user), at=timezone.now())

    page = Ask("Add a seat", "Add the seat", reverse("group", args=[slug]), group.name)
    return answer(request, form, page, do, "The seat is added. It is vacant until somebody takes it.")


def _first_day(group: Group) -> str:
    """Today, for a group whose seats were filled before; else the group's own first day, as it is being set up."""
    filled = SeatHolding.objects.filter(seat__group=group).exists()
    return say(timezone.localdate() if filled else group.started_on)


@require_safe
def seat(request: HttpRequest, key: int) -> HttpResponse:
    """Who holds it, who held it, and who held it on a day."""
    user = may(request, Permission.READ_GROUPS)
    found = get_object_or_404(queries.seats(), pk=key)
    today = timezone.localdate()
    asked = forms.AskDayForm(request.GET or None)
    on = asked.cleaned_data["on"] if asked.is_valid() else None
    empty = queries.vacant_since(found.group, on=today)
    held = list(queries.holdings_ever(found))
    page = presenters.seat_page(
        found,
        held,
        today=today,
        on=on,
        may_change=can(user, Permission.MANAGE_GROUPS),
        vacant=vacancy(empty[key], today) if key in empty else "",
        mine=any(each.person_id == user.person_id and each.ends_on is None for each in held),
    )
    return render(request, "groups/seat.html", {"page": page, "form": asked})


@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    """Every vacant seat of every group at work, the longest first."""
    may(request, Permission.READ_GROUPS)
    today = timezone.localdate()
    rows = presenters.vacancy_rows(queries.vacancies(on=today), today)
    return render(request, "groups/vacancies.html", {"rows": rows})


def _of_seat(found: Seat, title: str, button: str, lead: str = "") -> Ask:
    return Ask(title, button, reverse("seat", args=[found.pk]), f"{found.title}, {found.group.name}", lead)


@ask
def take_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = runs(request)
    found = get_object_or_404(queries.seats(), pk=key)
    form = forms.TakeSeatForm(sent(request), initial={"starts_on": say(timezone.localdate())})

    def do(said: Mapping[str, Any]) -> None:
        as_what = HoldingAs(said["as_what"])
        commands.seat_person(seat=found, **{**said, "as_what": as_what}, by=actor_of(user), at=timezone.now())

    lead = "Whoever is in the same place now leaves it that day. What the group’s circle knows, they then know too."
    return answer(request, form, _of_seat(found, "Who takes this seat", "Save", lead), do, "The seat is taken.")


@ask
def held_before(request: HttpRequest, key: int) -> HttpResponse:
    user = runs(request)
    found = get_object_or_404(queries.seats(), pk=key)
    form = forms.PastHoldingForm(sent(request))

    def do(said: Mapping[str, Any]) -> None:
        as_what = HoldingAs(said["as_what"])
        commands.record_past_holding(seat=found, **{**said, "as_what": as_what}, by=actor_of(user), at=timezone.now())

    lead = "So that “who held this seat on 17 May 2023” has an answer. It lets nobody see anything: it is over."
    page = _of_seat(found, "Who held it before", "Save", lead)
    return answer(request, form, page, do, "It is recorded who held the seat.")


@ask
def change_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = runs(request)
    found = get_object_or_404(queries.seats(), pk=key)
    now = {"title": found.title, "agency": found.agency_id, "sector": found.sector, "role": found.role}
    now["started_on"] = say(found.started_on) if found.started_on else ""
    form = forms.SeatForm(sent(request), initial=now)

    def do(said: Mapping[str, Any]) -> None:
        commands.change_seat(seat=found, **_as_said(said), by=actor_of(user), at=timezone.now())

    return answer(request, form, _of_seat(found, "Change the seat", "Save the change"), do, "The change is saved.")


@ask
def end_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = runs(request)
    found = get_object_or_404(queries.seats(), pk=key)
    form = _last_day(request, "First day without this seat")

    def do(said: Mapping[str, Any]) -> None:
        commands.end_seat(seat=found, ended_on=said["day"], by=actor_of(user), at=timezone.now())

    lead = "Whoever holds it leaves it that day, and sees the group’s records no longer unless another seat lets them."
    return answer(request, form, _of_seat(found, "End the seat", "End the seat", lead), do, "The seat has ended.")


@ask
def leave_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = runs(request)
    held = get_object_or_404(SeatHolding.objects.select_related("seat__group", "person"), pk=key)
    form = _last_day(request, f"First day on which {held.person.name} is not there")

    def do(said: Mapping[str, Any]) -> None:
        commands.leave_seat(holding=held, ends_on=said["day"], by=actor_of(user), at=timezone.now())

    lead = f"{held.person.name} then sees the group’s records no longer, unless another seat lets them."
    page = _of_seat(held.seat, f"{held.person.name} leaves the seat", "Save", lead)
    return answer(request, form, page, do, f"{held.person.name} leaves the seat.")


def _last_day(request: HttpRequest, label: str) -> forms.LastDayForm:
    return forms.LastDayForm(sent(request), initial={"day": say(timezone.localdate())}, label=label)
