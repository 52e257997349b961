"""Ending the checking: what would be left out stands in a list first, and the checking can be opened again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal
from plait.meetings import commands, rules
from plait.meetings.presenters.leaving import leaving_page, said_after
from plait.meetings.queries.ending import left_out, to_leave_out
from plait.meetings.views.checking import back, refused
from plait.meetings.views.finding import found_import


@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, key: int) -> HttpResponse:
    """The list of what would be left out; a second press leaves it out."""
    user, minutes = found_import(request, key)
    if request.method == "POST":
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        try:
            done = commands.finish(minutes=minutes, version=version, by=actor_of(user), at=timezone.now())
        except Refusal as refusal:
            refused(request, refusal)
            return back(minutes)
        messages.success(request, said_after(len(left_out(done))))
        return back(done)
    rest = to_leave_out(minutes)
    if minutes.meeting_id is None or not rest or not rules.can_change(minutes):
        return back(minutes)
    page = leaving_page(minutes, rest, timezone.localdate())
    return render(request, "meetings/leave_out.html", {"page": page})


@require_POST
def open_again(request: HttpRequest, key: int) -> HttpResponse:
    """The way back from an ended checking."""
    user, minutes = found_import(request, key)
    try:
        commands.open_again(minutes=minutes, by=actor_of(user), at=timezone.now())
    except Refusal as refusal:
        refused(request, refusal)
        return back(minutes)
    messages.success(request, "The checking is open again. What was left out waits for you, not ticked.")
    return redirect("minutes_import", minutes.pk)
