"""Circles: who is in, letting in by name, ending that, conflicts of interest, and breaking the glass."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from plait.access import commands as access
from plait.access.models import Circle, Exclusion, Grant
from plait.access.permissions import Permission
from plait.access.queries import can, can_somewhere, circles_of, may_know, running_on, unbroken
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.queries import entries_of
from plait.workbench import circles as commands
from plait.workbench.forms import circles as forms
from plait.workbench.presenters.circles import May, circle_page, circle_row, conflict_row
from plait.workbench.presenters.keeping import Ask
from plait.workbench.queries import circles as known

ask = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, an empty form too; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: Form,
    page: Ask,
    do: Callable[[Mapping[str, Any]], str],
    lead: str = "",
    *,
    template: str = "workbench/circle_form.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what it says and go back with what was done; a refusal keeps everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            done = do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect(page.back)
    context = {"ask": page, "form": form, "lead": lead, **(more or {})}
    return render(request, template, context, status=422 if form.errors else 200)


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _found(request: HttpRequest, key: int) -> tuple[User, Circle]:
    """404 for one whose circle it is not, and who may not read of it."""
    user = signed_in(request)
    return user, get_object_or_404(known.circles_one_reads(user), pk=key)


def _back(circle: Circle) -> tuple[str, str]:
    return reverse("circle", args=[circle.pk]), circle.name


@require_safe
def circles(request: HttpRequest) -> HttpResponse:
    """The restricted circles one is in or may read of, and the conflicts of interest that hold."""
    user, today = signed_in(request), timezone.localdate()
    running = running_on(today) & unbroken()
    counted = known.restricted_circles(user).annotate(
        people=Count(
            "grants__person",
            filter=Q(grants__in=Grant.objects.filter(running).order_by().values("pk")),
            distinct=True,
        )
    )
    mine = set(circles_of(user).order_by().values_list("pk", flat=True))
    keeps = can_somewhere(user, Permission.READ_CIRCLE)
    shut = known.conflicts_in(known.circles_one_reads(user)) if keeps else []
    context = {
        "rows": [circle_row(each, each.people, is_in=each.pk in mine) for each in counted],
        "conflicts": [conflict_row(each, may_withdraw=can(user, Permission.KEEP_CIRCLE, each.circle)) for each in shut],
        "may_open": can(user, Permission.OPEN_CIRCLE),
        "keeps": keeps,
    }
    return render(request, "workbench/circles.html", context)


@require_safe
def circle(request: HttpRequest, key: int) -> HttpResponse:
    user, found = _found(request, key)
    may = May(
        read=can(user, Permission.READ_CIRCLE, found),
        keep=can(user, Permission.KEEP_CIRCLE, found),
        break_glass=can(user, Permission.BREAK_GLASS),
        declare=can(user, Permission.DECLARE_CONFLICT),
        is_in=may_know(user, found.pk),
    )
    page = circle_page(
        found,
        known.group_of(found),
        known.places_in(found, on=timezone.localdate()),
        known.conflicts_in(Circle.objects.filter(pk=found.pk)),
        entries_of(Ref("circle", found.pk))[:50],
        may=may,
    )
    return render(request, "workbench/circle.html", {"page": page, "restricted": found.restricted})


@ask
def open_circle(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    _require(can(user, Permission.OPEN_CIRCLE))
    form = forms.OpenCircleForm(sent(request), initial={"group": request.GET.get("group")})

    def do(said: Mapping[str, Any]) -> str:
        made = commands.open_restricted_circle(**said, by=actor_of(user), at=timezone.now())
        return f"{made.name} is open. Nobody is in it yet: open it and let people in by name."

    page = Ask("Open a restricted circle", "Open the circle", reverse("circles"), "Restricted circles")
    return answer(request, form, page, do)


@ask
def let_in(request: HttpRequest, key: int) -> HttpResponse:
    user, found = _found(request, key)
    _require(can(user, Permission.KEEP_CIRCLE, found))
    form = forms.LetInForm(sent(request))

    def do(said: Mapping[str, Any]) -> str:
        granted = access.let_in(circle=found, **said, by=actor_of(user), at=timezone.now())
        until = f" until {say(granted.ends_on)}" if granted.ends_on else ""
        return f"{said['person'].name} is in {found.name}{until}."

    return answer(request, form, Ask("Let somebody in", "Let them in", *_back(found)), do)


@ask
def end_place(request: HttpRequest, key: int) -> HttpResponse:
    """A place by name ends at once."""
    user = signed_in(request)
    place = get_object_or_404(Grant.objects.select_related("circle", "person"), pk=key)
    if place.person is None or not known.circles_one_reads(user).filter(pk=place.circle_id).exists():
        raise Http404
    _require(can(user, Permission.KEEP_CIRCLE, place.circle))
    who = place.person.name

    def do(said: Mapping[str, Any]) -> str:
        access.end_place(grant=place, reason=said["reason"], by=actor_of(user), at=timezone.now())
        return f"{who} is no longer in {place.circle.name}."

    page = Ask(f"End the place of {who}", "End it now", *_back(place.circle))
    return answer(request, forms.ReasonForm(sent(request)), page, do)


@ask
def conflict(request: HttpRequest, key: int) -> HttpResponse:
    """With everything that belongs to the circle. Who is in it declares their own; the chair records anybody's."""
    user, found = _found(request, key)
    others = can(user, Permission.KEEP_CIRCLE, found)
    _require(others or (can(user, Permission.DECLARE_CONFLICT) and may_know(user, found.pk)))
    form = forms.ConflictForm(sent(request), others=others)

    def do(said: Mapping[str, Any]) -> str:
        person = said.get("person", user.person)
        access.exclude(circle=found, person=person, reason=said["reason"], by=actor_of(user), at=timezone.now())
        return f"{person.name} can see nothing that belongs to {found.name} from now on."

    back = _back(found) if others else (reverse("circles"), "Restricted circles")
    lead = "It shuts out of everything that belongs to this circle, whatever seat or role they have."
    return answer(request, form, Ask("Record a conflict of interest", "Record it", *back), do, lead)


@ask
def withdraw_conflict(request: HttpRequest, key: int) -> HttpResponse:
    user = signed_in(request)
    shut = get_object_or_404(Exclusion.objects.select_related("circle", "person"), pk=key)
    if not known.circles_one_reads(user).filter(pk=shut.circle_id).exists():
        raise Http404
    _require(can(user, Permission.KEEP_CIRCLE, shut.circle))

    def do(said: Mapping[str, Any]) -> str:
        access.lift(exclusion=shut, reason=said["reason"], by=actor_of(user), at=timezone.now())
        return f"The conflict of interest of {shut.person.name} is withdrawn."

    page = Ask(f"Withdraw the conflict of {shut.person.name}", "Withdraw it", *_back(shut.circle))
    return answer(request, forms.ReasonForm(sent(request)), page, do)


@ask
def break_glass(request: HttpRequest, key: int) -> HttpResponse:
    user, found = _found(request, key)
    _require(can(user, Permission.BREAK_GLASS))

    def do(said: Mapping[str, Any]) -> str:
        commands.break_glass_and_tell(
            circle=found, person=user.person, reason=said["reason"], by=actor_of(user), at=timezone.now()
        )
        return "You are in for a short time. Everybody in the circle has been told."

    page = Ask("Break the glass", "Let me in, and tell everybody in the circle", *_back(found))
    lead = (
        "You let yourself into this circle for a short time. Everybody in it is told at once that you did, and what "
        "you open is recorded under your name. The reason stands on the page of the circle and in the history."
    )
    return answer(request, forms.ReasonForm(sent(request)), page, do, lead)
