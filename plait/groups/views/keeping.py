"""Opening groups, adding seats, seating people. Each page is one form and one command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.groups import commands, forms, presenters, queries
from plait.groups.models import GroupKind, HoldingAs, Seat, SeatHolding, SeatRole
from plait.groups.words import vacancy
from plait.people.models import Partnership

ask = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Ask:
    """A page with one form: its heading, what its button says, where it came from and goes back to."""

    title: str
    button: str
    back: str
    back_words: str
    lead: str = ""


def _runs(request: HttpRequest) -> User:
    user = signed_in(request)
    if not can(user, Permission.MANAGE_GROUPS):
        raise PermissionDenied
    return user


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, an empty form too; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def _answer(
    request: HttpRequest, form: Form, ask: Ask, do: Callable[[Mapping[str, Any]], object], done: str
) -> HttpResponse:
    """Show the form, or do what it says and go back; a refusal comes back with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect(ask.back)
    return render(request, "groups/form.html", {"ask": ask, "form": form}, status=422 if form.errors else 200)


@ask
def open_group(request: HttpRequest) -> HttpResponse:
    user = _runs(request)
    all_there_are = list(Partnership.objects.order_by("pk"))
    today = {"started_on": say(timezone.localdate()), "partnerships": all_there_are if len(all_there_are) == 1 else []}
    form = forms.GroupForm(_sent(request), initial=today)

    def do(said: Mapping[str, Any]) -> None:
        commands.open_group(
            name=said["name"],
            short_name=said["short_name"],
            slug=slugify(said["name"])[:60] or "group",
            kind=GroupKind(said["kind"]),
            partnerships=list(said["partnerships"]),
            started_on=said["started_on"],
            restricted=said["restricted"],
            by=actor_of(user),
            at=timezone.now(),
        )

    page = Ask("Open a group", "Open the group", reverse("groups"), "Groups")
    return _answer(request, form, page, do, "The group is open. Now add its seats.")


@ask
def add_seat(request: HttpRequest, slug: str) -> HttpResponse:
    user = _runs(request)
    group = get_object_or_404(queries.groups(), slug=slug)
    form = forms.SeatForm(_sent(request))

    def do(said: Mapping[str, Any]) -> None:
        role = SeatRole(said["role"])
        commands.add_seat(
            group=group, title=said["title"], agency=said["agency"], role=role, by=actor_of(user), at=timezone.now()
        )

    page = Ask("Add a seat", "Add the seat", reverse("group", args=[slug]), group.name)
    return _answer(request, form, page, do, "The seat is added. It is vacant until somebody takes it.")


@require_safe
def seat(request: HttpRequest, key: int) -> HttpResponse:
    """Who holds it, who held it, and who held it on a day."""
    user = signed_in(request)
    if not can(user, Permission.READ_GROUPS):
        raise PermissionDenied
    found = get_object_or_404(queries.seats(), pk=key)
    today = timezone.localdate()
    asked = forms.AskDayForm(request.GET or None)
    on = asked.cleaned_data["on"] if asked.is_valid() else None
    empty = queries.vacant_since(found.group, on=today)
    page = presenters.seat_page(
        found,
        list(queries.holdings_ever(found)),
        today=today,
        on=on,
        may_change=can(user, Permission.MANAGE_GROUPS),
        vacant=vacancy(empty[key], today) if key in empty else "",
    )
    return render(request, "groups/seat.html", {"page": page, "form": asked})


def _of_seat(found: Seat, title: str, button: str, lead: str = "") -> Ask:
    return Ask(title, button, reverse("seat", args=[found.pk]), f"{found.title}, {found.group.name}", lead)


@ask
def take_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = _runs(request)
    found = get_object_or_404(queries.seats(), pk=key)
    form = forms.TakeSeatForm(_sent(request), initial={"starts_on": say(timezone.localdate())})

    def do(said: Mapping[str, Any]) -> None:
        commands.seat_person(
            seat=found,
            person=said["person"],
            as_what=HoldingAs(said["as_what"]),
            starts_on=said["starts_on"],
            by=actor_of(user),
            at=timezone.now(),
        )

    lead = "Whoever is in the same place now leaves it that day. What the group’s circle knows, they then know too."
    return _answer(request, form, _of_seat(found, "Who takes this seat", "Save", lead), do, "The seat is taken.")


@ask
def change_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = _runs(request)
    found = get_object_or_404(queries.seats(), pk=key)
    now = {"title": found.title, "agency": found.agency_id, "role": found.role}
    form = forms.SeatForm(_sent(request), initial=now)

    def do(said: Mapping[str, Any]) -> None:
        role = SeatRole(said["role"])
        commands.change_seat(
            seat=found, title=said["title"], agency=said["agency"], role=role, by=actor_of(user), at=timezone.now()
        )

    return _answer(request, form, _of_seat(found, "Change the seat", "Save the change"), do, "The change is saved.")


@ask
def end_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = _runs(request)
    found = get_object_or_404(queries.seats(), pk=key)
    form = _last_day(request, "First day without this seat")

    def do(said: Mapping[str, Any]) -> None:
        commands.end_seat(seat=found, ended_on=said["day"], by=actor_of(user), at=timezone.now())

    lead = "Whoever holds it leaves it that day, and sees the group’s records no longer unless another seat lets them."
    return _answer(request, form, _of_seat(found, "End the seat", "End the seat", lead), do, "The seat has ended.")


@ask
def leave_seat(request: HttpRequest, key: int) -> HttpResponse:
    user = _runs(request)
    held = get_object_or_404(SeatHolding.objects.select_related("seat__group", "person"), pk=key)
    form = _last_day(request, f"First day on which {held.person.name} is not there")

    def do(said: Mapping[str, Any]) -> None:
        commands.leave_seat(holding=held, ends_on=said["day"], by=actor_of(user), at=timezone.now())

    lead = f"{held.person.name} then sees the group’s records no longer, unless another seat lets them."
    page = _of_seat(held.seat, f"{held.person.name} leaves the seat", "Save", lead)
    return _answer(request, form, page, do, f"{held.person.name} leaves the seat.")


def _last_day(request: HttpRequest, label: str) -> forms.LastDayForm:
    return forms.LastDayForm(_sent(request), initial={"day": say(timezone.localdate())}, label=label)
