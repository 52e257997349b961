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
from plait.core.registry import Ref
from plait.keeping import commands, queries
from plait.keeping.due import due_now
from plait.keeping.forms import PeriodForm, ReasonForm
from plait.keeping.presenters.pages import due_rows, hold_rows, period_rows, removal_rows

SHOWN = 100


def _keeper(request: HttpRequest) -> User:
    user = signed_in(request)
    if not can(user, Permission.KEEP_RECORDS):
        raise PermissionDenied
    return user


@require_safe
def keeping(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    context = {
        "due": due_rows(due_now(timezone.now())[:SHOWN], user),
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


def _with_reason(request: HttpRequest, kind: str, key: int, *, lift: bool) -> HttpResponse:
    user, ref = _keeper(request), Ref(kind, key)
    kinds = {each.slug for each in registry.kinds()}
    if kind not in kinds or (lift and queries.hold_of(ref) is None):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = commands.lift_hold if lift else commands.hold
        act(ref=ref, because=form.cleaned_data["because"], by=actor_of(user), at=timezone.now())
        return redirect("keeping")
    told = registry.describe([ref], user)[ref]
    context = {"form": form, "lift": lift, "name": f"{told.reference} {told.title}".strip()}
    return render(request, "keeping/hold.html", context, status=422 if request.method == "POST" else 200)
