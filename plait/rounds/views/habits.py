"""Rounds that open by themselves before the meetings of a group."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.permissions import Permission
from plait.access.queries import can, visible_to
from plait.accounts.actors import actor_of, signed_in
from plait.groups.queries import groups_at_work
from plait.rounds import commands
from plait.rounds.coming import next_meetings
from plait.rounds.forms import HabitForm
from plait.rounds.models import Counting
from plait.rounds.presenters import pages
from plait.rounds.queries.reading import habit_of


@require_http_methods(["GET", "POST"])
def before_meetings(request: HttpRequest, slug: str) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    if not can(user, Permission.ADD_ACTION):
        raise PermissionDenied
    today = timezone.localdate(now)
    group = get_object_or_404(visible_to(groups_at_work(today), user, path="circle"), slug=slug)
    habit, by = habit_of(group), actor_of(user)
    first = {name: getattr(habit, name) for name in HabitForm.base_fields} if habit else pages.USUAL
    form = HabitForm(request.POST or None, initial=first)
    if request.method == "POST" and request.POST.get("do") == "stop":
        commands.open_by_hand_only(group=group, by=by, at=now)
        messages.success(request, "Rounds of this group open by hand only.")
        return redirect("rounds")
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "counting": Counting(form.cleaned_data["counting"])}
        commands.open_before_meetings(group=group, **said, by=by, at=now)
        messages.success(request, "Kept. A round opens by itself before each meeting.")
        return redirect("rounds")
    day = next_meetings([group.pk], today).get(group.pk)
    context = {"form": form, "group": group, "habit": habit, "next": pages.opens_next(habit, day, today)}
    return render(request, "rounds/before_meetings.html", context, status=200 if request.method == "GET" else 422)
