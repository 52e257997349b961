"""How long records are kept, what is due, what is held, and what was taken away."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core import registry
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.queries import entries_of
from plait.keeping import commands, queries
from plait.keeping.classes import KEPT, row_of
from plait.keeping.due import due_now
from plait.keeping.forms import KeepForm, PeriodForm, ReasonForm
from plait.keeping.presenters.pages import disposal_rows, due_rows, hold_rows, name_of, period_rows, removal_rows

SHOWN = 100


def _keeper(request: HttpRequest) -> User:
    user = signed_in(request)
    if not can(user, Permission.KEEP_RECORDS):
        raise PermissionDenied
    return user


@require_safe
def keeping(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    due, total = due_now(timezone.now(), most=SHOWN)
    context = {
        "due": due_rows(due, user),
        "due_total": total,
        "disposals": disposal_rows(queries.disposals()[:SHOWN]),
        "periods": period_rows(queries.periods()),
        "holds": hold_rows(queries.holds()[:SHOWN], user),
        "removals": removal_rows(queries.removals()[:SHOWN]),
    }
    return render(request, "keeping/keeping.html", context)


@require_POST
def set_period(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        sentence = "A period is a whole number of months from 1 to 1,200, or empty. Nothing was changed."
        return render(request, "web/refused.html", {"sentence": sentence}, status=422)
    commands.set_period(**form.cleaned_data, by=actor_of(user), at=timezone.now())
    return redirect("keeping")


@require_http_methods(["GET", "HEAD", "POST"])
def hold_record(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    return _with_reason(request, kind, key, lift=False)


@require_http_methods(["GET", "HEAD", "POST"])
def lift_hold(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    return _with_reason(request, kind, key, lift=True)


def _record(request: HttpRequest, kind: str, key: int) -> tuple[User, Ref, str]:
    """Who asks, the record, and what it may be called; 404 where there never was such a record."""
    user, ref = _keeper(request), Ref(kind, key)
    is_there = row_of(ref) is not None if kind in KEPT else entries_of(ref).exists()
    if kind not in {each.slug for each in registry.kinds()} or not is_there:
        raise Http404
    return user, ref, name_of(registry.describe([ref], user)[ref])


def _with_reason(request: HttpRequest, kind: str, key: int, *, lift: bool) -> HttpResponse:
    user, ref, name = _record(request, kind, key)
    if lift and queries.hold_of(ref) is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = commands.lift_hold if lift else commands.hold
        act(ref=ref, because=form.cleaned_data["because"], by=actor_of(user), at=timezone.now())
        return redirect("keeping")
    return render(
        request,
        "keeping/hold.html",
        {"form": form, "lift": lift, "name": name},
        status=422 if request.method == "POST" else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def keep_record(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Somebody looked at a record and keeps it until a day."""
    user, ref, name = _record(request, kind, key)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.keep_until(ref=ref, **form.cleaned_data, by=actor_of(user), at=timezone.now())
        except Refusal as refusal:
            form.add_error("day", refusal.sentence)
        else:
            return redirect("keeping")
    return render(request, "keeping/keep.html", {"form": form, "name": name}, status=422 if form.errors else 200)
