"""The list of trackers, adding one, and watching it being read."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can, can_somewhere, only_where
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.refusals import Refusal
from plait.meetings.queries.meetings import groups_one_knows
from plait.trackers import commands
from plait.trackers.forms import AddTrackerForm
from plait.trackers.models import TrackerImport, TrackerState
from plait.trackers.presenters.check import TrackerLine, line, trackers_page
from plait.trackers.queries.imports import same_file, trackers_listed
from plait.trackers.views.finding import found_tracker, may

SHOWN = 200


@require_safe
def trackers(request: HttpRequest) -> HttpResponse:
    """Those that wait first. For those who confirm them."""
    user = signed_in(request)
    if not can_somewhere(user, Permission.CONFIRM_MINUTES):
        raise PermissionDenied
    listed = trackers_listed(user).filter(only_where(Permission.CONFIRM_MINUTES, user))
    adds = can(user, Permission.ADD_MINUTES)
    page = trackers_page(listed[:SHOWN], can_add=adds, today=timezone.localdate())
    return render(request, "trackers/trackers.html", {"page": page})


@require_http_methods(["GET", "POST"])
def add_tracker(request: HttpRequest) -> HttpResponse:
    """Choose a group and a file. The same file for the same group leads to what is there."""
    user = may(request, Permission.ADD_MINUTES)
    groups = groups_one_knows(user)
    if request.method == "GET":
        form = AddTrackerForm(
            groups=groups, initial={"group": groups.filter(slug=request.GET.get("group", "")).first()}
        )
        return render(request, "trackers/add_tracker.html", {"form": form, "before": None})
    form = AddTrackerForm(request.POST, request.FILES, groups=groups)
    before: TrackerImport | None = None
    if form.is_valid():
        group, file = form.cleaned_data["group"], form.cleaned_data["file"]
        data = file.read()
        before = same_file(group, hashlib.sha256(data).hexdigest())
        if before is None:
            try:
                name = file.name or "tracker"
                added = commands.add_tracker(group=group, data=data, name=name, by=actor_of(user), at=timezone.now())
                return redirect("tracker", added.pk)
            except Refusal as refusal:
                form.add_error("file", refusal.sentence)
    shown = _there(user, before) if before else None
    context = {"form": form, "before": shown}
    return render(request, "trackers/add_tracker.html", context, status=409 if before else 422)


def _there(user: User, before: TrackerImport) -> TrackerLine | None:
    there = trackers_listed(user).filter(pk=before.pk).first()
    return line(there, timezone.localdate()) if there else None


@require_safe
def progress(request: HttpRequest, key: int) -> HttpResponse:
    """A part of the page that is asked for every second; when the reading is over, the whole page is."""
    _, tracker = found_tracker(request, key)
    if tracker.state not in (TrackerState.WAITING, TrackerState.READING):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "trackers/_progress.html", {"tracker": tracker})


@require_POST
def read_again(request: HttpRequest, key: int) -> HttpResponse:
    user, tracker = found_tracker(request, key)
    commands.read_again(tracker=tracker, by=actor_of(user), at=timezone.now())
    return redirect("tracker", tracker.pk)
